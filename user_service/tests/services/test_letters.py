"""A letter is a row beside its cause, sent by the worker, and gone once it has left."""

import smtplib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction

from user_service.letters import delivery, services
from user_service.letters.domain.letter import ATTEMPTS, pause_after, written
from user_service.letters.metrics import LETTERS
from user_service.letters.models import Letter

pytestmark = pytest.mark.django_db

LINK = "http://localhost:8080/reset-password?token=canary-token"


def outcomes(outcome: str) -> float:
    return float(LETTERS.labels("password-reset", outcome)._value.get())


def queue(to: str = "ada@example.com") -> Letter:
    with transaction.atomic():
        services.queue("password-reset", to=to, link=LINK)
    return Letter.objects.latest("created_at", "id")


def refusing(error: Exception) -> Callable[..., None]:
    """A mail server that answers everything with this."""

    def refuse(*args: object) -> None:
        raise error

    return refuse


def test_a_queued_letter_has_not_left_until_the_worker_sends_it(mailoutbox: list[Any]) -> None:
    letter = queue()
    assert not mailoutbox
    assert delivery.deliver() == 1
    [sent] = mailoutbox
    assert (sent.subject, sent.to) == ("Choose a new password", ["ada@example.com"])
    assert LINK in sent.body
    assert sent.message()["Message-ID"] == f"<{letter.pk}@shopmesh>"
    assert sent.message()["Auto-Submitted"] == "auto-generated"
    assert not Letter.objects.exists()


def test_a_letter_that_left_is_not_sent_again(mailoutbox: list[Any]) -> None:
    queue()
    assert [delivery.deliver(), delivery.deliver()] == [1, 0]
    assert len(mailoutbox) == 1


def test_a_letter_whose_cause_was_rolled_back_never_existed() -> None:
    with transaction.atomic():
        services.queue("password-reset", to="ada@example.com", link=LINK)
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_letter_without_a_transaction_is_a_programming_error() -> None:
    with pytest.raises(services.OutsideTransaction):
        services.queue("password-reset", to="ada@example.com", link=LINK)


def test_a_template_that_lacks_a_value_is_refused_when_queued() -> None:
    with pytest.raises(KeyError):
        services.queue("password-reset", to="ada@example.com")


@pytest.mark.parametrize("error", [ConnectionRefusedError("no server"), smtplib.SMTPServerDisconnected("gone")])
def test_a_refused_letter_waits_longer_each_time_and_leaves_in_the_end(
    held_clock: Any, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue()
    with monkeypatch.context() as outage:
        outage.setattr(EmailBackend, "send_messages", refusing(error))
        assert delivery.deliver() == 0
        letter = Letter.objects.get()
        assert (letter.attempts, letter.last_error) == (1, type(error).__name__)
        assert letter.next_attempt_at == held_clock() + pause_after(1)
        assert delivery.deliver() == 0
        assert Letter.objects.get().attempts == 1  # not due yet
    held_clock.advance(seconds=2)
    assert delivery.deliver() == 1


def test_after_the_last_attempt_the_letter_is_given_up_with_a_line_and_a_count(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, before = queue(), outcomes("given_up")
    Letter.objects.update(attempts=ATTEMPTS - 1)
    monkeypatch.setattr(EmailBackend, "send_messages", refusing(OSError("ada@example.com: mailbox is full")))
    assert delivery.deliver() == 0
    assert not Letter.objects.exists()
    assert outcomes("given_up") == before + 1
    told = capsys.readouterr()
    assert str(letter.pk) in told.out + told.err
    assert "ada@example.com" not in told.out + told.err


def test_one_letter_that_cannot_leave_holds_no_other_back(
    mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    stock = EmailBackend.send_messages

    def picky(self: EmailBackend, messages: list[Any]) -> Any:
        if messages[0].to == ["bad@example.com"]:
            raise OSError("no such mailbox")
        return stock(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", picky)
    queue("bad@example.com")
    queue("good@example.com")
    assert delivery.deliver() == 1
    assert [letter.to for letter in mailoutbox] == [["good@example.com"]]


def test_a_letter_that_cannot_be_read_any_more_holds_no_other_back(mailoutbox: list[Any]) -> None:
    queue("bad@example.com")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE letters_letter SET body = 'v1:00000000:AAAA'")
    queue("good@example.com")
    assert delivery.deliver() == 1
    assert [letter.to for letter in mailoutbox] == [["good@example.com"]]
    assert Letter.objects.values_list("last_error", flat=True).get() == "NotSealed"


def test_what_is_queued_is_sealed() -> None:
    queue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT recipient, subject, body FROM letters_letter")
        [row] = cursor.fetchall()
    assert all(value.startswith("v1:") for value in row)


def test_an_idle_worker_asks_one_question(django_assert_num_queries: Callable[[int], Any]) -> None:
    with django_assert_num_queries(1):
        delivery.deliver()


def test_a_line_break_in_a_value_begins_no_header() -> None:
    text = written("Hello {name}\n\nDear {name}", {"name": "x\r\nBcc: all@example.com"})
    assert text.subject == "Hello x Bcc: all@example.com"


def test_braces_in_a_value_are_text() -> None:
    assert written("S\n\n{name}", {"name": "{link} {0.__class__}"}).body == "{link} {0.__class__}"


def test_pauses_double_up_to_half_an_hour() -> None:
    assert [int(pause_after(n).total_seconds()) for n in (1, 2, 3, 10, 11, 16)] == [2, 4, 8, 1024, 1800, 1800]
