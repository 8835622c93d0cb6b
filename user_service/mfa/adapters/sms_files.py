"""A local sink for text messages: one file per message, which `./dev mail` shows. Shops put their provider here."""

import os
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from django.conf import settings

from servicekit import clock
from servicekit.errors import DependencyUnavailable
from servicekit.ids import uuid7

SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # as Django's file backend for letters ends each
READABLE_BY_OWNER = 0o600


class SmsFiles:
    """Beside the letters' folder, `sms`. Named in settings.TEXT_MESSAGES."""

    @property
    def folder(self) -> Path:
        return Path(settings.SHOPMESH.mail_dir).with_name("sms")

    def send(self, *, to: str, text: str) -> None:
        path = self.folder / f"{uuid7()}.log"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, READABLE_BY_OWNER)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_written(to, text, clock.now()))
        except OSError:
            raise DependencyUnavailable("Text messages cannot be sent right now.", target="sms") from None


def _written(to: str, text: str, at: datetime) -> bytes:
    message = EmailMessage()
    message["Date"], message["To"] = format_datetime(at), to
    message.set_content(text)
    return message.as_bytes() + SEPARATOR
