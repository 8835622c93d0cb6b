"""Who is told what about an order, by letter."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.events.registry import Subscription
from servicekit.testing.events import deliver
from user_service import wiring
from user_service.accounts.models import Preferences, User
from user_service.letters.models import Letter

pytestmark = pytest.mark.django_db

ORDER = str(UUID(int=5))
SUBJECTS = {
    "order.confirmed": "Your order is confirmed",
    "order.processing": "Your order is being packed",
    "order.shipped": "Your order is on its way",
    "order.delivered": "Your order has been delivered",
    "order.cancelled": "Your order has been cancelled",
    "payment.refunded": "You get money back",
    "payment.initiated": "You are asked for a payment",
}


@pytest.fixture
def ada(make_user: Callable[..., User]) -> User:
    return make_user("ada")


def happened(kind: str, user: User | UUID, **changes: Any) -> Envelope:
    customer = user.pk if isinstance(user, User) else user
    order = {"order_id": ORDER, "number": "SM-000012", "customer_id": str(customer)}
    money = {"amount": 1250, "total_minor": 1250, "currency": "EUR", "payment_id": str(UUID(int=6))}
    data = order | money | {"reason": "expired"} | changes
    return Envelope(str(uuid4()), kind, 1, "order", ORDER, 1, clock.now(), "", data)


def subscription(kind: str) -> Subscription:
    return next(one for one in wiring.subscriptions() if one.subject == f"{kind}.v1")


def tell(envelope: Envelope, *, times: int = 1) -> int:
    return deliver(subscription(envelope.type), envelope, times=times)


@pytest.mark.parametrize("kind", SUBJECTS)
def test_each_change_is_one_letter_however_often_it_is_told(
    ada: User, kind: str, sent_letters: Callable[[], list[Any]]
) -> None:
    assert tell(happened(kind, ada), times=3) == 1
    [letter] = sent_letters()
    assert (letter.to, letter.subject) == ([ada.email], SUBJECTS[kind])
    page = f"payments/{UUID(int=6)}" if kind == "payment.initiated" else f"orders/{ORDER}"
    assert f"http://localhost:8080/{page}" in letter.body
    assert "http://localhost:8080/account/preferences" in letter.body


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("cancelled_by_customer", "You asked for it. What you paid is on its way back to you."),
        ("cancelled_by_staff", "The shop had to cancel it. What you paid is on its way back to you."),
        ("expired", "It could not be finished in time. Nothing was charged."),
        ("something new", "The shop could not finish it."),
    ],
)
def test_a_cancellation_says_why_and_what_becomes_of_the_money(
    ada: User, reason: str, told: str, sent_letters: Callable[[], list[Any]]
) -> None:
    tell(happened("order.cancelled", ada, reason=reason))
    assert told in sent_letters()[0].body


def test_a_confirmation_says_what_was_charged(ada: User, sent_letters: Callable[[], list[Any]]) -> None:
    tell(happened("order.confirmed", ada))
    assert "12.50 EUR have been charged" in sent_letters()[0].body


@pytest.mark.parametrize("kind", SUBJECTS)
def test_who_does_not_want_letters_about_orders_gets_none(ada: User, kind: str) -> None:
    Preferences.objects.create(user=ada, notify_orders=False)
    assert tell(happened(kind, ada)) == 1
    assert not Letter.objects.exists()


def test_who_is_locked_out_or_gone_gets_none(ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    tell(happened("order.shipped", ada))
    User.objects.filter(pk=ada.pk).update(deleted_at=clock.now())
    tell(happened("order.shipped", ada))
    tell(happened("order.shipped", uuid4()))
    assert not Letter.objects.exists()


def test_a_refund_of_something_else_than_an_order_is_told_by_who_asked_for_it(ada: User) -> None:
    tell(happened("payment.refunded", ada, order_id=""))
    assert not Letter.objects.exists()


def test_what_is_no_id_never_becomes_a_link(ada: User) -> None:
    with pytest.raises(ValueError, match="UUID"):
        tell(happened("order.shipped", ada, order_id="../../evil"))
    assert not Letter.objects.exists()
