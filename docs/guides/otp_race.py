# ruff: noqa: INP001 - beside the guides that use it, and run by its path: no package
"""Eight requests with one code, at once: django-otp's stock check, and ours. `one_time` of lab.sh starts it.

Each use is a thread of its own on a real database: SQLite in a folder that is thrown away, or DATABASE_URL's.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack
from statistics import mean

ROUNDS, AT_ONCE = 30, 8


def main() -> None:
    with ExitStack() as stack:
        os.environ["SHOPMESH_ENV"] = "test"
        os.environ["SHOPMESH_STATE"] = stack.enter_context(tempfile.TemporaryDirectory())
        os.environ["DJANGO_SETTINGS_MODULE"] = "user_service.settings"
        stack.callback(prepared())
        race()


def prepared() -> Callable[[], None]:
    """A test database with django-otp's own table beside ours; what gives it back."""
    import django  # noqa: PLC0415 - its settings had to be chosen first
    from django.conf import settings  # noqa: PLC0415 - Django is set up first

    settings.INSTALLED_APPS += ["django_otp", "django_otp.plugins.otp_totp"]
    django.setup()
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415 - Django is set up first

    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    return lambda: teardown_databases(made, verbosity=0)


def race() -> None:
    from django.db import connection  # noqa: PLC0415 - Django is set up first
    from django_otp import verify_token  # noqa: PLC0415 - Django is set up first
    from django_otp.oath import TOTP  # noqa: PLC0415 - Django is set up first
    from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: PLC0415 - Django is set up first

    from servicekit import clock  # noqa: PLC0415 - Django is set up first
    from user_service.accounts.models import User  # noqa: PLC0415 - Django is set up first
    from user_service.mfa import totp  # noqa: PLC0415 - Django is set up first
    from user_service.mfa.models import TotpDevice  # noqa: PLC0415 - Django is set up first

    user = User.objects.create(username="ada", email="ada@example.com")
    stock = TOTPDevice.objects.create(user=user)
    ours = TotpDevice.objects.create(user=user, key=totp.key_new(), confirmed=True, confirmed_at=clock.now())

    def fresh() -> None:
        TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None)
        TotpDevice.objects.update(last_t=-1)

    ways: dict[str, tuple[bytes, Callable[[str], object]]] = {
        "device.verify_token(code)": (stock.bin_key, lambda c: TOTPDevice.objects.get(pk=stock.pk).verify_token(c)),
        "django_otp.verify_token(…)": (stock.bin_key, lambda c: verify_token(user, stock.persistent_id, c)),
        "ours: one conditional UPDATE": (
            totp.b32decode(ours.key),
            lambda c: TotpDevice.objects.get(pk=ours.pk).verify_token(c),
        ),
    }
    print(f"{AT_ONCE} uses of one code at once, {ROUNDS} rounds, on {connection.vendor}: how many were let in")  # noqa: T201 - printing is what it is for
    for name, (key, use) in ways.items():
        won = []
        for _ in range(ROUNDS):
            fresh()
            won.append(at_once(use, f"{TOTP(key).token():06}"))
        print(f"  {name:30} at most {max(won)}, {mean(won):.1f} on average")  # noqa: T201 - printing is what it is for


def at_once(use: Callable[[str], object], code: str) -> int:
    """How many of the threads were let in."""
    from django.db import connection  # noqa: PLC0415 - Django is set up first

    start, let_in = threading.Barrier(AT_ONCE), []

    def one() -> None:
        try:
            connection.ensure_connection()
            start.wait()
            if use(code):
                let_in.append(1)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(let_in)


if __name__ == "__main__":
    main()
