from __future__ import annotations

import pytest

from live import settings


def test_without_any_environment_it_finds_a_mesh_of_this_host() -> None:
    found = settings.read({})
    assert (found.host, found.port, found.public_origin) == ("127.0.0.1", 8009, "http://localhost:8080")


@pytest.mark.parametrize(
    ("name", "value"), [("LIVE_BIND", "8009"), ("PUBLIC_URL", "shop.example"), ("JWKS_REFRESH_SECONDS", "never")]
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        settings.read({name: value})


def test_an_origin_is_written_as_browsers_write_it() -> None:
    assert settings.origin("https://Shop.Example:8443/path/") == "https://shop.example:8443"
