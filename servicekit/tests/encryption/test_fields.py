"""A model with encrypted columns is used like any other; the database sees none of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.models import F, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servicekit.encryption import cipher
from servicekit.encryption.fields import EncryptedTextField
from servicekit.tests.encryption.vault import Card, Letter

pytestmark = pytest.mark.usefixtures("tables")

STREET = "Straße der Kanarienvögel 7\x00"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def raw(column: str, table: str = "encryption_letter") -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY id")  # noqa: S608 - names of this file
        return [row[0] for row in cursor.fetchall()]


def test_every_kind_comes_back_as_it_was_and_none_can_be_read_in_the_table() -> None:
    customer = uuid4()
    Letter.objects.create(
        customer_id=customer, text=STREET, note="n" * 5000, address={"city": "Köln", "name": "Erika"}, body=b"\x00\xff"
    )
    letter = Letter.objects.get()
    assert letter.customer_id == customer
    assert (letter.text, letter.note, letter.body) == (STREET, "n" * 5000, b"\x00\xff")
    assert list(letter.address.items()) == [("city", "Köln"), ("name", "Erika")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM encryption_letter")
        at_rest = repr(cursor.fetchall())
    for clear in ("Kanarien", "nnnnn", "Köln", "Erika", str(customer), customer.hex):
        assert clear not in at_rest


@given(text=st.text(), address=JSON, body=st.binary())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_survives_the_way_through_the_database(text: str, address: Any, body: bytes) -> None:
    pk = Letter.objects.create(text=text, address=address, body=body).pk
    letter = Letter.objects.get(pk=pk)
    assert (letter.text, letter.address, letter.body) == (text, address, body)


def test_nothing_stays_nothing() -> None:
    Letter.objects.create()
    letter = Letter.objects.get(note__isnull=True, address__isnull=True, body__isnull=True, customer_id__isnull=True)
    assert (letter.text, letter.note, letter.customer_id, letter.customer_index) == ("", None, None, None)
    assert raw("text") == [""]
    assert not Letter.objects.filter(text__isnull=True).exists()


def test_every_way_to_write_encrypts() -> None:
    one, two = Letter.objects.bulk_create([Letter(text="a"), Letter(text="b")])
    Letter.objects.filter(pk=one.pk).update(text="update")
    two.text = "bulk update"
    Letter.objects.bulk_update([two], ["text"])
    Letter.objects.update_or_create(number=3, defaults={"text": "update or create"})
    assert list(Letter.objects.order_by("id").values_list("text", flat=True)) == [
        "update",
        "bulk update",
        "update or create",
    ]
    assert all(stored.startswith("v1:") for stored in raw("text"))


@pytest.mark.parametrize(
    "asked",
    [
        Q(text="a"),
        Q(text__in=["a"]),
        Q(text__contains="a"),
        Q(text__iexact="a"),
        Q(text__regex="a"),
        Q(text__gt="a"),
        Q(text__length=1),
        Q(text=F("note")),
        ~Q(text="a"),
    ],
    ids=str,
)
def test_a_search_that_could_find_nothing_is_refused(asked: Q) -> None:
    with pytest.raises(FieldError, match="encrypted"):
        Letter.objects.filter(asked).exists()


def test_a_value_that_was_moved_to_another_column_or_table_is_refused() -> None:
    Letter.objects.create(text="secret", note="other")
    Card.objects.create(text="third")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE encryption_letter SET note = text")
        cursor.execute("UPDATE encryption_card SET text = (SELECT text FROM encryption_letter)")
    with pytest.raises(cipher.Tampered, match=r"encryption_letter\.note"):
        Letter.objects.get()
    with pytest.raises(cipher.Tampered, match=r"encryption_card\.text"):
        Card.objects.get()


def test_clear_text_in_the_column_is_refused_and_not_handed_out() -> None:
    Letter.objects.create(text="secret")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE encryption_letter SET text = 'in the clear'")
    with pytest.raises(cipher.NotSealed) as refused:
        Letter.objects.get()
    assert "in the clear" not in str(refused.value)


def test_rows_are_found_by_the_index_of_what_is_encrypted() -> None:
    mine, other = uuid4(), uuid4()
    for customer in (mine, mine, other):
        Letter.objects.create(customer_id=customer)
    assert Letter.objects.filter(customer_index=mine).count() == 2
    assert Letter.objects.filter(customer_index=str(mine).upper()).count() == 2
    assert Letter.objects.exclude(customer_index=mine).get().customer_id == other
    assert not Letter.objects.filter(customer_index=uuid4()).exists()


def test_the_index_follows_its_value() -> None:
    before, after = uuid4(), uuid4()
    letter = Letter.objects.create(customer_id=before)
    letter.customer_id = after
    letter.save()
    assert not Letter.objects.filter(customer_index=before).exists()
    assert Letter.objects.get(customer_index=after).pk == letter.pk
    letter.customer_id = None
    letter.save()
    assert raw("customer_index") == [None]


def test_the_index_is_used_for_the_search() -> None:
    plan = Letter.objects.filter(customer_index=UUID(int=1)).explain()
    assert "letter_customer" in plan or connection.vendor == "postgresql"  # an empty table is read whole there


def test_a_unique_or_indexed_encrypted_column_is_a_mistake_that_django_tells() -> None:
    class Wrong(models.Model):
        text = EncryptedTextField(unique=True)

        class Meta:
            app_label = "encryption_mistakes"

    assert [error.id for error in Wrong.check() if error.id == "encryption.E001"] == ["encryption.E001"]


def test_migrations_can_write_the_fields_down() -> None:
    for model, name in ((Letter, "customer_index"), (Letter, "address"), (Letter, "text")):
        field: Any = model._meta.get_field(name)
        _, _, args, kwargs = field.deconstruct()
        assert type(field)(*args, **kwargs).deconstruct()[3] == kwargs
