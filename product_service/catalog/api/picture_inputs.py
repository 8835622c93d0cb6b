"""Pictures as they are sent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.core.exceptions import TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from drf_spectacular.utils import extend_schema_serializer
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, MultiPartParser

from product_service.catalog.api import examples
from product_service.catalog.domain.pictures import LARGEST_FILE, MOST_PICTURES
from servicekit.api.serializers import Strict, StrictInteger, StrictText
from servicekit.errors import BadRequest, FieldError, PayloadTooLarge, UnknownField, ValidationFailed

LONGEST_ALT = 200
SAYS = "What it shows, for those who do not see it."


class AltInput(Strict):
    alt = StrictText(max_length=LONGEST_ALT, default="", allow_blank=True, help_text=SAYS)


@extend_schema_serializer(examples=examples.PICTURE_CHANGE)
class PictureInput(Strict):
    alt = StrictText(max_length=LONGEST_ALT, required=False, allow_blank=True, help_text=SAYS)
    position = StrictInteger(
        min_value=0, max_value=MOST_PICTURES, required=False, help_text="From 0; beyond the end is the end."
    )


@dataclass(frozen=True)
class SentPicture:
    raw: bytes
    media_type: str
    alt: str


class PictureForm(MultiPartParser):
    """A form with the picture as `file`, and perhaps `alt`."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            form = super().parse(stream, media_type, parser_context)
        except (ParseError, TooManyFieldsSent, TooManyFilesSent):
            raise BadRequest("The form is broken: it cannot be taken apart.") from None
        try:
            return _sent(form)
        finally:
            for file in chain.from_iterable(form.files.getlist(name) for name in form.files):
                file.close()  # a large one lies in a file of its own


def _sent(form: DataAndFiles[Any, Any]) -> SentPicture:
    if strange := sorted({*form.data, *form.files} - {"file", "alt"} | {*form.files} & {"alt"}):
        raise UnknownField(errors=[FieldError(f"/{strange[0]}", "unknown-field", "Send `file` and `alt` alone.")])
    sent = form.files.getlist("file")
    if len(sent) != 1:
        raise ValidationFailed(errors=[FieldError("/file", "required", "Send one picture, as the part `file`.")])
    return SentPicture(_read(sent[0]), (sent[0].content_type or "").lower(), _alt(form.data.getlist("alt")))


def _read(sent: UploadedFile[bytes]) -> bytes:
    raw: bytes = sent.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise PayloadTooLarge(f"A picture may have at most {LARGEST_FILE} bytes.")
    return raw


def _alt(sent: list[str]) -> str:
    if len(sent) > 1:
        raise ValidationFailed(errors=[FieldError("/alt", "repeated", "Send it once.")])
    body = AltInput(data={"alt": sent[0]} if sent else {})
    body.is_valid(raise_exception=True)
    alt: str = body.validated_data["alt"]
    return alt
