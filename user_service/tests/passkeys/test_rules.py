import pytest

from user_service.passkeys.domain import rules


@pytest.mark.parametrize(("stored", "presented"), [(0, 0), (0, 1), (1, 2), (1, 2**32 - 1)])
def test_a_counter_goes_on_or_was_never_kept(stored: int, presented: int) -> None:
    assert rules.counter_goes_on(stored=stored, presented=presented)


@pytest.mark.parametrize(("stored", "presented"), [(1, 1), (2, 1), (1, 0)])
def test_a_counter_that_stands_or_goes_back_is_a_copys(stored: int, presented: int) -> None:
    assert not rules.counter_goes_on(stored=stored, presented=presented)


@pytest.mark.parametrize(
    ("url", "origin", "rp_id"),
    [
        ("http://localhost:8080", "http://localhost:8080", "localhost"),
        ("http://localhost:8080/", "http://localhost:8080", "localhost"),
        ("https://Shop.Example", "https://shop.example", "shop.example"),
        ("https://shop.example:443/", "https://shop.example", "shop.example"),
        ("https://shop.example:8443", "https://shop.example:8443", "shop.example"),
        ("http://shop.example:80", "http://shop.example", "shop.example"),
        ("http://shop.example:443", "http://shop.example:443", "shop.example"),
    ],
)
def test_our_address_is_written_as_browsers_write_it(url: str, origin: str, rp_id: str) -> None:
    assert rules.origin_of(url) == origin
    assert rules.rp_id_of(url) == rp_id


def test_only_what_may_be_copied_was_copied() -> None:
    coherent = [(eligible, done) for eligible in (False, True) for done in (False, True)]
    found = [rules.backup_is_coherent(eligible=eligible, backed_up=done) for eligible, done in coherent]
    assert found == [True, False, True, True]
