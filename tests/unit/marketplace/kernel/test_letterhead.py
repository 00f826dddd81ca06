"""How a message reads: greeting, words, one link, who to ring; a text is short."""

from __future__ import annotations

import pytest

from marketplace.kernel.outbox.letterhead import Letterhead, letter, short
from marketplace.kernel.outbox.models import Message

HEAD = Letterhead("Kith", "https://kith.example", "0800 000 0000", "9 am to 5 pm")


def message(**facts) -> Message:
    given = {
        "id": 7,
        "way": "email",
        "to": "a@b.example",
        "subject": "News",
        "body": "There is news.",
        "greeting": "Tom",
    }
    return Message(**{**given, "path": "/my", **facts})


def test_a_letter_greets_tells_leads_on_and_says_who_to_ring():
    made = letter(message(), HEAD)
    assert made.text == (
        "Hello Tom.\n\nThere is news.\n\nOpen this page:\nhttps://kith.example/my\n\n"
        "Would you like to talk to a person? Ring 0800 000 0000, 9 am to 5 pm.\nKith\n"
    )
    assert (made.to, made.subject, made.reference) == ("a@b.example", "News", "message-7")


@pytest.mark.parametrize(("path", "end"), [("/my", " https://kith.example/my"), ("", "")])
def test_a_text_is_one_line(path, end):
    assert short(message(body="There is\nnews.", path=path), HEAD).text == f"Kith: There is news.{end}"


def test_somebody_without_a_name_is_greeted_all_the_same():
    assert letter(message(greeting="", path=""), HEAD).text.startswith("Hello.\n\nThere is news.\n\nWould")
