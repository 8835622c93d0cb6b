"""Step-up for changes to one's own account: as strong as the account's own protection is."""

from rest_framework.request import Request

from servicekit.auth import stepup
from servicekit.auth.drf import asking
from user_service.mfa import selectors


def require_fresh(request: Request) -> None:
    """InsufficientUserAuthentication unless who asks proved within five minutes to be there.

    With a second factor where the account has one, else with the password: a stolen access token changes nothing.
    """
    user = asking(request)
    stepup.require(user, acr=stepup.MFA if selectors.methods(user.id) else stepup.PASSWORD)
