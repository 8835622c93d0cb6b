"""Letters to users. Failing to send one never fails the request that caused it."""

import smtplib

from django.conf import settings
from django.core.mail import send_mail

from servicekit import logs

log = logs.get(__name__)

ADDRESS_IN_USE = """\
Hello,

somebody, perhaps you, tried to register at Shopmesh with this e-mail address. You already have an account:
sign in at {url}/login

If it was not you, there is nothing to do. Nobody learned that you have an account here.
"""


def address_in_use(email: str) -> None:
    """Tell the owner of an account that somebody tried to register with their address."""
    _send(email, subject="You already have a Shopmesh account", body=ADDRESS_IN_USE)


def _send(email: str, *, subject: str, body: str) -> None:
    try:
        send_mail(subject, body.format(url=settings.SHOPMESH.public_url.rstrip("/")), None, [email])
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail.not_sent", subject=subject, error=type(error).__name__)
