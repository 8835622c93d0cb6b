"""How long the links in letters work, and which page of the shop they open."""

from datetime import timedelta

# The shorter, the less a mailbox that somebody reads later is worth. ASVS 5.0, 6.4.2 and 6.4.3 ask for both limits.
VERIFY = timedelta(hours=24)
RESET = timedelta(minutes=30)
RESTORE = timedelta(days=7)


def page(name: str) -> str:
    return {"verify-email": "verify-email", "restore-email": "verify-email", "reset-password": "reset-password"}[name]


def masked(email: str) -> str:
    """As much of an address as its owner needs to recognise it, and no more: a…@example.com."""
    local, _, domain = email.partition("@")
    return f"{local[:1]}…@{domain}"
