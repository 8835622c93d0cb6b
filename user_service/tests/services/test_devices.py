import pytest

from user_service.sessions import devices

MOZILLA = "Mozilla/5.0"
MAC = "Macintosh; Intel Mac OS X 10_15_7"
IPAD = "iPad; CPU OS 13_2 like Mac OS X"
WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "name", "kind"),
    [
        (f"{MOZILLA} (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox on Linux", "desktop"),
        (f"{MOZILLA} (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/120", "Edge on Windows", "desktop"),
        (f"{MOZILLA} ({MAC}) {WEBKIT} Version/17.0 Safari/605.1.15", "Safari on macOS", "desktop"),
        (f"{MOZILLA} (Linux; Android 13; Pixel 7) {CHROME} Mobile Safari/537.36", "Chrome on Android", "phone"),
        (f"{MOZILLA} (Linux; Android 13; SM-X900) {CHROME} Safari/537.36", "Chrome on Android", "tablet"),
        (f"{MOZILLA} ({IPAD}) {WEBKIT} CriOS/120.0 Mobile/15E148 Safari/604.1", "Chrome on iOS", "tablet"),
        ("curl/8.1.2", "curl", "other"),
        ("python-httpx/0.27", "python-httpx", "other"),
        ("", "Unknown device", "other"),
        ("<script>alert(1)</script>" * 8, "scriptalert1", "other"),
        ("You won! See https://prize.example", "You won See https", "other"),
    ],
)
def test_a_device_by_the_name_its_owner_knows_it_by(user_agent: str, name: str, kind: str) -> None:
    assert devices.of(user_agent) == devices.Device(name, kind)  # type: ignore[arg-type] # the parameters are plain text
