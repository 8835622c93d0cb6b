"""Entity tags of accounts: what an administrator can edit, as it was seen."""

from collections.abc import Callable

from servicekit.api import etags
from user_service.accounts.models import User

Unchanged = Callable[[User], None]


def user_tag(user: User) -> str:
    state = [user.username, user.email, user.first_name, user.last_name, user.phone, user.role, user.is_active]
    return etags.tag_of([*state, user.organisation_id, user.email_verified_at])


def unchanged(header: str | None) -> Unchanged:
    """If-Match as a question to ask once the account is locked. PreconditionRequired now, PreconditionFailed then."""
    tags = etags.seen(header)
    return lambda user: etags.require(tags, user_tag(user))
