"""What a username and a password may look like."""

# No "@": a login with one is an e-mail address, a login without is a username, and nobody's can be the other's.
USERNAME_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
USERNAME_LENGTH = (3, 64)

# The upper bound is read before hashing: a megabyte must not reach Argon2.
PASSWORD_LENGTH = (8, 1024)


def login_key(login: str) -> str:
    """The form in which logins are compared: surrounding blanks and case do not matter."""
    return login.strip().lower()


def names_an_address(login: str) -> bool:
    """Whether this login is an e-mail address rather than a username."""
    return "@" in login


def is_text(value: str) -> bool:
    """Whether the value is encodable and free of control characters: JSON can smuggle in lone surrogates."""
    return not any(character < " " or character == "\x7f" or "\ud800" <= character <= "\udfff" for character in value)
