"""Jobs: written with their cause, shared by workers, tried again, parked, and shown; on both databases."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.kernel import jobs
from marketplace.kernel.db import make_engine, make_sessions


@pytest.fixture
def makers(databases):
    """Return the session maker of a database of this test's own."""
    made = make_engine(databases.fresh())
    yield make_sessions(made)
    made.dispose()


def put(makers, *ids, now, kind="test"):
    with makers() as session:
        jobs.write(session, kind=kind, record_ids=ids, at=now)
        session.commit()


def rows(makers):
    with makers() as session:
        return session.scalars(select(jobs.Job).order_by(jobs.Job.id)).all()


def test_a_job_is_there_exactly_when_its_cause_is(makers, now):
    with makers() as session:
        jobs.write(session, kind="test", record_ids=[1], at=now)
        session.rollback()
    assert rows(makers) == []
    put(makers, 1, 2, now=now)
    assert [job.record_id for job in rows(makers)] == [1, 2]


def test_what_is_done_goes_and_another_kind_stays(makers, now):
    put(makers, 1, 2, 2, 3, now=now)
    put(makers, 9, now=now, kind="other")
    seen = []
    done = jobs.run_waiting(makers, jobs.Kind("test", "Tests", lambda ids, _: seen.extend(ids), batch=10), at=now)
    assert (seen, done) == ([1, 2, 3], jobs.Done(3, 0))
    assert [job.record_id for job in rows(makers)] == [9]


def test_one_bad_record_holds_up_no_other(makers, now):
    put(makers, 1, 2, 3, now=now)
    seen = []

    def act(ids, _at):
        if 2 in ids:
            raise RuntimeError("a name that must not be kept: Margaret")
        seen.extend(ids)

    assert jobs.run_waiting(makers, jobs.Kind("test", "Tests", act, batch=10), at=now) == jobs.Done(2, 1)
    assert seen == [1, 3]
    (left,) = rows(makers)
    assert (left.record_id, left.tries, left.trouble, left.parked_at) == (2, 1, "RuntimeError", None)
    assert left.due_at == now + timedelta(minutes=1)


def test_it_is_tried_ever_more_slowly_then_parked_then_again_when_staff_say_so(makers, now):
    put(makers, 1, now=now)
    tries = []

    def act(_ids, at):
        tries.append(at)
        raise OSError

    kind = jobs.Kind("test", "Tests", act)
    at = now
    for _ in range(20):
        jobs.run_waiting(makers, kind, at=at)
        at += timedelta(hours=9)
    assert len(tries) == len(jobs.WAITS) + 1
    with makers() as session:
        (parked,) = jobs.parked(session)
        assert jobs.waiting(session) == 0
        assert jobs.try_again(session, job_ids=[parked.id], at=at) == 1
        session.commit()
    assert jobs.run_waiting(makers, jobs.Kind("test", "Tests", lambda *_: None), at=at) == jobs.Done(1, 0)
    assert rows(makers) == []


def test_what_will_never_do_is_parked_at_once(makers, now):
    put(makers, 1, now=now)

    def act(*_):
        raise jobs.GiveUpError("No such address.")

    jobs.run_waiting(makers, jobs.Kind("test", "Tests", act), at=now)
    assert [job.parked_at for job in rows(makers)] == [now]


def test_a_worker_that_died_loses_its_hold(makers, now):
    put(makers, 1, now=now)
    kind = jobs.Kind("test", "Tests", lambda *_: None)
    assert list(jobs._take(makers, kind, at=now).values()) == [1]
    assert jobs.run_waiting(makers, kind, at=now) == jobs.Done(0, 0), "somebody else holds it"
    assert jobs.run_waiting(makers, kind, at=now + jobs.HOLD) == jobs.Done(1, 0)


def test_workers_side_by_side_do_each_job_once(makers, now):
    put(makers, *range(1, 101), now=now)
    seen, guard = [], threading.Lock()

    def act(ids, _at):
        with guard:
            seen.extend(ids)

    kind = jobs.Kind("test", "Tests", act, batch=7)
    workers = [threading.Thread(target=jobs.run_waiting, args=(makers, kind), kwargs={"at": now}) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert sorted(seen) == list(range(1, 101))
    assert rows(makers) == []
