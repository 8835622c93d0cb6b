"""Where letters go: to a mail server, named by a URL, or to files."""

from urllib.parse import SplitResult, unquote, urlsplit

FILES = "django.core.mail.backends.filebased.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
PORTS = {"smtp": 587, "smtps": 465}


def settings_of(url: str) -> dict[str, object]:
    """Django's settings for `smtp://user:password@host:587` (STARTTLS) or `smtps://…` (TLS from the first byte).

    Letters hold links that open accounts, so a server that takes them in clear is not offered. ValueError, without the
    value, for anything else; empty: files.
    """
    if not url:
        return {"EMAIL_BACKEND": FILES}
    server = urlsplit(url)
    if server.scheme not in PORTS or not server.hostname or server.path not in {"", "/"} or server.query:
        raise ValueError("smtp://user:password@host:587 or smtps://user:password@host:465")
    return {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": server.hostname,
        "EMAIL_PORT": _port(server),
        "EMAIL_HOST_USER": unquote(server.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(server.password or ""),
        "EMAIL_USE_TLS": server.scheme == "smtp",
        "EMAIL_USE_SSL": server.scheme == "smtps",
    }


def _port(server: SplitResult) -> int:
    try:
        return server.port or PORTS[server.scheme]
    except ValueError:
        raise ValueError("the port is a number up to 65535") from None
