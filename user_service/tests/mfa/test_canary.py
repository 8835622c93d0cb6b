"""S13: what is secret stands in no log, no span, no table, no event and no audit entry in clear."""

import base64
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from servicekit import tracing
from servicekit.testing.collector import collecting
from user_service.accounts.models import User

pytestmark = pytest.mark.django_db

Client = Callable[..., APIClient]


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """Everything that was logged so far, by whatever logger and at whatever level."""
    caplog.set_level(logging.DEBUG)

    def read() -> str:
        said = capsys.readouterr()
        return "\n".join([caplog.text, said.out, said.err, *(str(record.__dict__) for record in caplog.records)])

    return read


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """Everything that the process tells a collector of traces."""
    with collecting() as collector:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
        tracing.configure(service="user_service", process="web")

        def read() -> str:
            tracing.close()
            return "\n".join(str(span) for span in collector.spans)

        yield read
        tracing.close()


def every_row() -> str:
    """All that the database holds, letters and events and the audit included."""
    with connection.cursor() as cursor:
        rows: list[str] = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            rows.extend(str([as_text(value) for value in row]) for row in cursor.fetchall())
    return "\n".join(rows)


def as_text(value: object) -> object:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else value


def forms(secret: str) -> set[str]:
    """As it is, and as it might be written somewhere."""
    bare = secret.replace("-", "")
    raw = base64.b32decode(bare.upper()) if len(bare) in {16, 32} else b""
    return {secret, bare, bare.upper(), json.dumps(secret)[1:-1]} | ({raw.hex(), repr(raw)[2:-1]} if raw else set())


def test_mfa_44_nothing_secret_is_written_down(
    ada: User,
    client_of: Client,
    bearer: Client,
    app_of: Callable[[str], Any],
    texts: Any,
    written: Callable[[], str],
    spans: Callable[[], str],
) -> None:
    client = client_of(ada)
    setup = client.post("/api/users/2fa/setup/", {}).json()
    app = app_of(setup["secret"])
    told = client.post("/api/users/2fa/verify-setup/", {"code": app.code()}).json()
    client = bearer(told["access"])
    client.post("/api/users/2fa/sms/setup/", {"phone": "+491711234542"})
    sms_code = texts()[-1].split("\n\n", 1)[1][:6]
    login = APIClient().post("/api/token/", {"username": "ada", "password": "a quiet engine hums"}).json()
    wrong = {"mfa_token": login["mfa_token"], "code": app.wrong()}
    assert APIClient().post("/api/users/2fa/verify-login/", wrong).status_code == 401
    right = {"mfa_token": login["mfa_token"], "code": app.code(1)}
    issued = APIClient().post("/api/users/2fa/verify-login/", right).json()
    paper = {"method": "backup_code", "code": told["backup_codes"][0]}
    assert client.post("/api/auth/step-up/", paper).status_code == 200

    secrets = [setup["secret"], *told["backup_codes"], login["mfa_token"], issued["refresh"], issued["access"]]
    shown = {form for secret in secrets for form in forms(secret)}
    assert len(sms_code) == 6
    assert sms_code.isdigit()
    everything = {"the database": every_row(), "the log": written(), "the spans": spans()}
    assert "/api/users/2fa/verify-login/" in everything["the log"]
    assert "ada@example.com" in everything["the database"]
    assert "mfa_totpdevice" in everything["the spans"]
    found = {(place, form) for place, text in everything.items() for form in shown if form in text}
    assert found == set()
    # Six digits occur in time stamps and digests by chance; as a value of their own they must not.
    codes = {app.code(), app.code(1), app.wrong(), sms_code}
    for place, text in everything.items():
        assert not [code for code in codes for quote in ("'", '"', "=", " ") if f"{quote}{code}{quote}" in text], place
        assert "+491711234542" not in text
