import re

import pytest

from user_service.accounts.domain.credentials import USERNAME_PATTERN, is_text, login_key, names_an_address


@pytest.mark.parametrize("name", ["ada", "user0", "a.b-c_d", "0day", "ADA"])
def test_a_username_is_made_of_letters_digits_and_a_few_signs(name: str) -> None:
    assert re.match(USERNAME_PATTERN, name)


@pytest.mark.parametrize("name", ["", "a da", "ada@example.com", ".ada", "-ada", "äda", "ada\x00"])
def test_other_usernames_are_refused(name: str) -> None:
    assert not re.match(USERNAME_PATTERN, name)


@pytest.mark.parametrize("value", ["\ud800", "a\x00b", "a\r\nb", "\x7f", "\x1b[0m"])
def test_control_characters_and_lone_surrogates_are_no_text(value: str) -> None:
    assert not is_text(value)


@pytest.mark.parametrize("value", ["", "correct horse", "пароль", "🐴🔋📎", " leading"])
def test_anything_that_can_be_typed_is_text(value: str) -> None:
    assert is_text(value)


def test_logins_are_compared_without_case_and_blanks() -> None:
    assert login_key("  Ada@Example.COM ") == "ada@example.com"


def test_an_at_sign_tells_an_address_from_a_username() -> None:
    assert names_an_address("ada@example.com")
    assert not names_an_address("ada")
