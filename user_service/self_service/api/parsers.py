"""Bodies that are pictures: the bare bytes, or one part named `file` of a form. Elsewhere bodies are JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, MultiPartParser

from servicekit.api.parsers import LARGEST
from servicekit.errors import BadRequest, FieldError, PayloadTooLarge, UnknownField, ValidationFailed


class PictureParser(BaseParser):
    """What it really is, the decoder finds out; whatever calls itself a picture gets as far as that."""

    media_type = "image/*"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """The bytes."""
        body = bytes(stream.read(LARGEST + 1))
        if len(body) > LARGEST:
            raise PayloadTooLarge
        return body


class FormWithPicture(MultiPartParser):
    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """The bytes of `file`: the one part there may be."""
        try:
            form = super().parse(stream, media_type, parser_context)
        except ParseError:
            raise BadRequest("The form is broken: it cannot be taken apart.") from None
        if strange := sorted({*form.data, *form.files} - {"file"}):
            raise UnknownField(errors=[FieldError(f"/{strange[0]}", "unknown-field", "Send `file` alone.")])
        sent = form.files.getlist("file")
        if len(sent) != 1:
            raise ValidationFailed(errors=[FieldError("/file", "required", "Send one picture, as the part `file`.")])
        return sent[0].read()
