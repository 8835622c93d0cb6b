import pytest

from servicekit import settings as kit
from user_service.letters.domain.server import FILES, SMTP, settings_of
from user_service.settings import Settings


def test_without_a_server_letters_are_files() -> None:
    assert settings_of("") == {"EMAIL_BACKEND": FILES}


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://shop:p%40ss@mail.example", 587, True, False),
        ("smtp://shop:p%40ss@mail.example:2525/", 2525, True, False),
        ("smtps://shop:p%40ss@mail.example", 465, False, True),
    ],
)
def test_a_server_is_spoken_to_under_tls_either_way(url: str, port: int, tls: bool, ssl: bool) -> None:  # noqa: FBT001 - cases
    made = settings_of(url)
    assert made["EMAIL_BACKEND"] == SMTP
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"]) == ("mail.example", port)
    assert (made["EMAIL_HOST_USER"], made["EMAIL_HOST_PASSWORD"]) == ("shop", "p@ss")
    assert (made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == (tls, ssl)


@pytest.mark.parametrize(
    "url",
    ["mail.example", "http://mail.example", "smtp://:25", "smtp://mail.example:99999", "smtp://mail.example/x?y=1"],
)
def test_what_is_no_server_stops_the_start_without_telling_the_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    monkeypatch.setenv("MAIL_URL", url)
    with pytest.raises(SystemExit) as stopped:
        kit.load(Settings, service="user_service")
    assert stopped.value.code == kit.EX_CONFIG
    told = capsys.readouterr().err
    assert "MAIL_URL" in told
    assert url not in told
