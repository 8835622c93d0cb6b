from uuid import uuid4

import pytest

from servicekit.errors import NotFound
from user_service.accounts.models import User
from user_service.self_service.profiles import profile_update

pytestmark = pytest.mark.django_db


def test_named_fields_change_and_the_others_stay(ada: User) -> None:
    profile_update(user_id=ada.pk, changes={"phone": "+44 20 7946 0000", "bio": "Notes on the engine."})
    before = ada.updated_at
    ada.refresh_from_db()
    assert (ada.phone, ada.bio, ada.first_name) == ("+44 20 7946 0000", "Notes on the engine.", "Ada")
    assert ada.updated_at > before


def test_nothing_outside_the_profile_can_be_set(ada: User) -> None:
    with pytest.raises(ValueError, match="role"):
        profile_update(user_id=ada.pk, changes={"role": "admin"})
    ada.refresh_from_db()
    assert ada.role == "customer"


def test_a_user_that_is_gone_is_not_found() -> None:
    with pytest.raises(NotFound):
        profile_update(user_id=uuid4(), changes={"bio": "?"})
