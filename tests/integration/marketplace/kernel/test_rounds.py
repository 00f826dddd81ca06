"""A round is gone once a London day, by one worker, and again where it broke off."""

from __future__ import annotations

import pytest

from marketplace.kernel import rounds
from marketplace.kernel.clock import parse_moment

MORNING, LATE, NEXT = (parse_moment(text) for text in ("2026-09-01T00:10", "2026-09-01T23:50", "2026-09-02T00:05"))


def test_once_a_london_day(sessions):
    gone = []
    one = rounds.Round("sweep", "Sweeping", lambda _session, at: gone.append(at) or len(gone))
    assert rounds.go(sessions, [one], at=MORNING) == {"sweep": 1}
    assert rounds.go(sessions, [one], at=LATE) == {}
    assert rounds.go(sessions, [one], at=NEXT) == {"sweep": 2}


def test_one_that_breaks_off_is_gone_again(sessions):
    def broken(_session, _at):
        msg = "no"
        raise RuntimeError(msg)

    with pytest.raises(RuntimeError):
        rounds.go(sessions, [rounds.Round("sweep", "Sweeping", broken)], at=MORNING)
    assert rounds.go(sessions, [rounds.Round("sweep", "Sweeping", lambda *_: 3)], at=MORNING) == {"sweep": 3}


def test_of_two_workers_one_goes(sessions):
    inner = []

    def act(_session, _at):
        inner.append(1)
        return 0

    one = rounds.Round("sweep", "Sweeping", act)
    with sessions() as held:
        rounds.go(sessions, [one], at=MORNING)
        held.rollback()
    rounds.go(sessions, [one], at=MORNING)
    assert inner == [1]
