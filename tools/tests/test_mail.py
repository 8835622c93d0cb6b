"""`./dev mail` reads what Django's file backend writes."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend

from tools import mail


@pytest.fixture
def sink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHOPMESH_STATE", str(tmp_path))
    if not settings.configured:
        settings.configure(DEFAULT_CHARSET="utf-8")
    return tmp_path


def post(sink: Path, subject: str, body: str) -> None:
    backend = EmailBackend(file_path=str(sink / "mail"))
    EmailMessage(subject, body, "shop@example.com", ["ada@example.com"], connection=backend).send()


def test_letters_are_shown_as_their_reader_sees_them(sink: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = "http://localhost:8080/verify-email?token=" + "x" * 43
    post(sink, "Grüße", f"Hello,\n\nplease open\n{link}\n\n— the shop")
    assert mail.main([]) == 0
    shown = capsys.readouterr().out
    assert "Grüße" in shown
    assert "letter to ada@example.com" in shown
    assert f"    {link}\n" in shown
    assert "— the shop" in shown


def test_only_the_newest_are_shown_and_the_newest_last(sink: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(3):
        post(sink, f"Letter {number}", "Hello")
    folder = sink / "mail"
    for number, path in enumerate(sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)):
        text = path.read_text().replace("\nDate: ", f"\nDate: Sun, 22 Nov 2026 08:00:0{number} -0000\nX-Date: ")
        path.write_text(text)
    mail.main(["2"])
    shown = capsys.readouterr().out
    assert "Letter 0" not in shown
    assert shown.index("Letter 1") < shown.index("Letter 2")


def test_a_letter_that_is_still_being_written_waits(sink: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sink / "mail").mkdir()
    (sink / "mail" / "1.log").write_text("Subject: Half\nTo: ada@example.com\n\nHel")
    mail.main([])
    assert "Half" not in capsys.readouterr().out


def test_an_empty_sink_says_how_to_fill_it(sink: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert mail.main([]) == 0
    assert "Nothing has been sent yet" in capsys.readouterr().out


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_a_number_that_is_none_is_refused(sink: Path, number: str) -> None:
    with pytest.raises(SystemExit):
        mail.main([number])
