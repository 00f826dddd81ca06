"""How someone likes to be reached is kept, shown to whom they ask, and followed."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.kernel.errors import DomainError
from marketplace.kernel.jobs import Job
from marketplace.kernel.outbox.models import Message
from marketplace.people.preferences import operations, presenters, queries
from tests.factories.people import make_person


@pytest.fixture
def tom(session, now):
    return make_person(session, at=now, known_as="Tom", phone="01632 960 001", address="1 Weir Lane")


@pytest.mark.parametrize(
    ("way", "to", "job"),
    [
        ("email", None, "message.email"),
        ("text", "01632 960 001", "message.text"),
        ("post", "Weir Lane", None),
        ("phone", "01632 960 001", None),
    ],
)
def test_a_message_goes_the_way_they_like(session, now, tom, way, to, job):
    operations.save(session, person=tom, said=operations.Said(way=way), at=now)
    operations.tell(session, person_id=tom.id, subject="News", body="There is news.", at=now)
    made = session.scalars(select(Message)).one()
    assert made.way == way
    assert (to or tom.email) in made.to
    assert session.scalars(select(Job.kind).where(Job.record_id == made.id, Job.kind.startswith("message"))).all() == (
        [job] if job else []
    )


def test_a_way_without_a_number_falls_back_to_mail(session, now, tom):
    operations.save(session, person=tom, said=operations.Said(way="text"), at=now)
    tom.phone = ""
    operations.tell(session, person_id=tom.id, subject="News", body="There is news.", at=now)
    assert session.scalars(select(Message.way)).all() == ["email"]


@pytest.mark.parametrize(("way", "told"), [("text", "phone number"), ("phone", "phone number"), ("post", "address")])
def test_a_way_needs_what_it_needs(session, now, way, told):
    nobody = make_person(session, at=now, known_as="Ali", phone="", address="")
    with pytest.raises(DomainError, match=told):
        operations.save(session, person=nobody, said=operations.Said(way=way), at=now)


def test_needs_are_shown_as_flags_and_asked_again_in_a_year(session, now, tom):
    said = operations.Said(needs=("large_print", "bsl"), language="Welsh", other_help="Ring first")
    kept = operations.save(session, person=tom, said=said, at=now)
    assert presenters.flags(kept) == ["Large print", "British Sign Language", "Language: Welsh", "Ring first"]
    assert (kept.ask_again_on - now.date()).days == 365
    assert queries.wants_large_print(session, person_id=tom.id)
    assert presenters.flags(None) == []
