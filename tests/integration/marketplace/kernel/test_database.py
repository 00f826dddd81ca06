"""The database as it is set: nothing lost in a power cut, writers in a queue, readers in nobody's way, times in UTC."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from marketplace.kernel import audit
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import make_engine, make_sessions, reading
from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox.models import Message
from marketplace.kernel.outbox.operations import write_message
from marketplace.kernel.outbox.queries import unsent
from marketplace.organisations.models import Membership


@pytest.fixture
def makers(tmp_path):
    """Return session makers of two processes on one database."""
    from marketplace.cli.database import migrate

    engines = [make_engine(f"sqlite:///{tmp_path / 'kith.db'}") for _ in range(2)]
    migrate(engines[0])
    yield [make_sessions(engine) for engine in engines]
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize(
    ("setting", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10000)]
)
def test_sqlite_is_set_for_money(makers, setting, value):
    with makers[0]() as session:
        assert session.execute(text(f"PRAGMA {setting}")).scalar() == value


def test_two_writers_queue_and_neither_is_lost(makers, now):
    started, failures = threading.Barrier(2), []

    def write(maker):
        try:
            started.wait(timeout=10)
            for _ in range(10):
                with maker() as session:
                    before = unsent(session)
                    write_message(session, to="a@millbrook.example", subject=str(before), body="News.", at=now)
                    session.commit()
        except Exception as error:  # noqa: BLE001 - a thread's error is told by the test
            failures.append(error)

    threads = [threading.Thread(target=write, args=(maker,)) for maker in makers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    with makers[0]() as session:
        # Each counted what was there and added one: with no queue, two would have counted the same.
        assert sorted(int(one) for one in session.scalars(select(Message.subject))) == list(range(20))


def test_a_reader_neither_waits_for_a_writer_nor_sees_half_its_work(makers, now):
    with makers[0]() as writer, reading(makers[1])() as reader:
        write_message(writer, to="a@millbrook.example", subject="News", body="News.", at=now)
        assert unsent(reader) == 0
        writer.commit()
    with reading(makers[1])() as reader:
        assert unsent(reader) == 1


def test_times_come_back_in_utc_however_they_went_in(session):
    at = datetime(2026, 8, 31, 14, 0, tzinfo=timezone(timedelta(hours=1)))
    made = write_message(session, to="a@millbrook.example", subject="News", body="News.", at=at)
    session.expire(made)
    assert made.written_at == at
    assert made.written_at.tzinfo is UTC
    assert made.sent_at is None


def test_a_time_without_a_zone_is_refused(session):
    naive = datetime(2026, 8, 31, 14, 0)  # noqa: DTZ001 - the mistake that is tested
    with pytest.raises(StatementError, match="without a zone"):
        write_message(session, to="a@millbrook.example", subject="News", body="News.", at=naive)


def test_nothing_points_at_a_record_that_is_not_there(session):
    session.add(Membership(person_id=10**9, organisation_id=10**9, role="staff", starts_on=date(2026, 1, 1)))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_message_goes_only_a_way_there_is(session, now):
    with pytest.raises(DomainError, match="no way"):
        write_message(session, to="a", subject="News", body="News.", at=now, way="pigeon")


def test_a_deed_and_its_note_are_kept_or_lost_together(makers, now):
    with makers[0]() as session:
        write_message(session, to="a@millbrook.example", subject="News", body="News.", at=now)
        audit.note(session, deed="message.written", record="message:1", at=now, by_person_id=None)
        session.rollback()
    with makers[0]() as session:
        assert (unsent(session), session.scalars(select(AuditEntry)).all()) == (0, [])
