"""Many uses of one code, one token or one counter at the same moment, on a real database."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from servicekit.errors import RateLimited, ServiceError
from user_service.accounts.models import User
from user_service.mfa import backup, guesses, proving, selectors, services, sms
from user_service.mfa.domain.errors import AlreadyEnabled
from user_service.mfa.factors import Shown
from user_service.mfa.models import BackupCode, Guesses, SmsDevice, TotpDevice
from user_service.sessions.models import Session

pytestmark = pytest.mark.django_db(transaction=True)

AtOnce = Callable[..., list[Any]]
MANY = 50


def test_fifty_uses_of_one_code_have_exactly_one_winner(ada_protected: Any, at_once: AtOnce) -> None:
    """Without the limiter, which would stop most of them before they are looked at."""
    code = ada_protected.app.code()
    used = at_once(MANY, lambda _: TotpDevice.objects.get(user=ada_protected.user).verify_token(code))
    assert Counter(used) == {True: 1, False: MANY - 1}


def test_fifty_uses_of_one_backup_code_have_exactly_one_winner(ada_protected: Any, at_once: AtOnce) -> None:
    used = at_once(MANY, lambda _: backup.use(ada_protected.user.pk, ada_protected.paper[0]))
    assert Counter(used) == {True: 1, False: MANY - 1}
    assert BackupCode.objects.filter(used_at=None).count() == 9


def test_fifty_logins_with_one_code_open_one_session(ada_protected: Any, at_once: AtOnce) -> None:
    code = ada_protected.app.code()
    tokens = [ada_protected.asked() for _ in range(MANY)]
    statuses = Counter(at_once(MANY, lambda index: ada_protected.verify(code, token=tokens[index]).status_code))
    assert statuses[200] == 1
    assert statuses.keys() <= {200, 401, 429}
    assert Session.objects.count() == 1


def test_one_mfa_token_and_ten_right_codes_open_one_session(ada_protected: Any, at_once: AtOnce) -> None:
    token = ada_protected.asked()

    def verify(index: int) -> int:
        status: int = ada_protected.verify(ada_protected.paper[index], token=token, method="backup_code").status_code
        return status

    statuses = Counter(at_once(10, verify))
    assert statuses[200] == 1
    assert Session.objects.count() == 1


def test_of_sixty_guesses_at_once_exactly_five_are_looked_at(ada_protected: Any, at_once: AtOnce) -> None:
    def take(_: int) -> bool:
        try:
            guesses.take(ada_protected.user.pk, "totp")
        except RateLimited:
            return False
        return True

    assert Counter(at_once(60, take)) == {True: 5, False: 55}
    assert Guesses.objects.get().failures == 5


def test_one_code_at_a_login_and_a_step_up_serves_one_of_them(
    ada_protected: Any, at_once: AtOnce, client_of: Callable[..., Any]
) -> None:
    client = client_of(ada_protected.user)
    code, token = ada_protected.app.code(), ada_protected.asked()

    def use(index: int) -> int:
        if index == 0:
            status: int = ada_protected.verify(code, token=token).status_code
        else:
            status = client.post("/api/auth/step-up/", {"method": "totp", "code": code}).status_code
        return status

    assert Counter(at_once(2, use)) == {200: 1, 401: 1}


def test_one_text_message_serves_once(ada: User, at_once: AtOnce) -> None:
    device = SmsDevice.objects.create(user=ada, phone="+491711234542", confirmed=True, confirmed_at=ada.created_at)
    code = sms.code_new(device)
    used = at_once(5, lambda _: sms.use(ada.pk, code))
    assert Counter(used)[True] == 1


def test_two_confirmations_of_one_setup_make_one_set_of_codes(
    ada: User, at_once: AtOnce, app_of: Callable[[str], Any]
) -> None:
    app = app_of(services.totp_setup(user_id=ada.pk).secret)
    codes = [app.code(), app.code(1)]

    def confirm(index: int) -> list[str]:
        try:
            return services.totp_confirm(user_id=ada.pk, code=codes[index])
        except AlreadyEnabled:
            return []

    shown = [codes for codes in at_once(2, confirm) if codes]
    assert len(shown) == 1
    assert BackupCode.objects.count() == 10
    assert backup.use(ada.pk, shown[0][0])


def test_disabling_beside_a_login_leaves_no_half_factor(ada_protected: Any, at_once: AtOnce) -> None:
    token, code = ada_protected.asked(), ada_protected.app.code()

    def work(index: int) -> object:
        if index == 0:
            return services.factors_disable(user_id=ada_protected.user.pk)
        try:
            return proving.login_verify(mfa_token=token, shown=Shown("totp", code))
        except ServiceError as refused:
            return refused.code

    _, verified = at_once(2, work)
    assert selectors.methods(ada_protected.user.pk) == []
    assert not BackupCode.objects.exists()
    assert isinstance(verified, proving.Passed) or verified == "mfa-code-invalid"
