"""The second factors of people in journeys, for real: an authenticator app that computes its codes."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django_otp.oath import totp

from tests.harness import Mesh, Shopper, with_second_factor
from tests.journeys.person import PASSWORD

STEP = 30  # seconds that a code of an authenticator app is shown


@dataclass
class App:
    """An authenticator app. A code is good once, and one step to either side: so it shows the oldest it may first."""

    secret: str
    used: int = field(default=0)

    def code(self) -> str:
        now = int(time.time()) // STEP
        self.used = max(self.used + 1, now - 1)
        if self.used > now + 1:
            time.sleep(STEP - time.time() % STEP)  # a real clock: the next code begins with its step
        key = base64.b32decode(self.secret.replace(" ", ""))
        return f"{totp(key, t0=(now - self.used) * STEP):06d}"


def protected(shopper: Shopper) -> tuple[App, list[str]]:
    """Two-step verification, set up at the REST edge; the shopper's own session is raised by it."""
    answer = shopper.post("/api/users/2fa/setup/", {})
    answer.raise_for_status()
    app = App(answer.json()["secret"])
    answer = shopper.post("/api/users/2fa/verify-setup/", {"code": app.code()})
    answer.raise_for_status()
    shopper.http.headers["Authorization"] = f"Bearer {answer.json()['access']}"
    return app, answer.json()["backup_codes"]


def promoted(mesh: Mesh, shopper: Callable[..., Shopper]) -> tuple[Shopper, App]:
    """A new administrator with an authenticator app. Changing a role takes an administrator with a second factor."""
    chief, novice = shopper("admin"), shopper()
    strong = with_second_factor(mesh, chief.tokens["access"])
    me = novice.get("/api/users/me/").json()["id"]
    answer = chief.put(f"/api/admin/users/{me}/role/", {"role": "admin"}, headers={"Authorization": f"Bearer {strong}"})
    answer.raise_for_status()
    novice.sign_in(novice.username, PASSWORD)
    app, _ = protected(novice)
    return novice, app
