import pytest

from user_service.sessions.domain.origin import sent_by_us

OURS = {"https://shop.example", "http://localhost:8080"}


@pytest.mark.parametrize(
    ("origin", "fetch_site", "expected"),
    [
        ("https://shop.example", "same-origin", True),
        ("http://localhost:8080", None, True),
        (None, "same-origin", True),
        (None, None, False),
        ("null", None, False),
        ("null", "same-origin", False),
        ("https://evil.example", "cross-site", False),
        ("https://evil.example", None, False),
        ("https://shop.example", "cross-site", False),
        ("https://shop.example.evil.example", None, False),
        ("http://shop.example", None, False),
        ("http://localhost:3000", "same-site", False),
        (None, "none", False),
    ],
)
def test_only_our_own_pages_count(origin: str | None, fetch_site: str | None, *, expected: bool) -> None:
    assert sent_by_us(origin=origin, fetch_site=fetch_site, ours=OURS) is expected
