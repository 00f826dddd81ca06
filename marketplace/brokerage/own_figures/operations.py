"""The daily round that measures how long organisations take to answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from marketplace.brokerage.own_figures.queries import usual_times
from marketplace.kernel.clock import london_date
from marketplace.kernel.db import in_parts
from marketplace.kernel.rounds import Round
from marketplace.organisations.models import Organisation


def measure(session: Session, at: datetime) -> int:
    """Write how long each organisation usually takes to answer; return how many were measured. Flushes.

    Over what was asked in the last 90 days, open asks included. One that nobody asked lately has no figure any more. A few
    statements, however many organisations there are.
    """
    today = london_date(at)
    rows = [
        {
            "id": number,
            "usually_answers_minutes": one.minutes,
            "answers_counted": one.asks,
            "answers_measured_on": today,
        }
        for number, one in sorted(usual_times(session, at=at).items())
    ]
    for some in in_parts(rows, size=1000):
        session.execute(update(Organisation), some)
    session.execute(
        update(Organisation)
        .where(Organisation.answers_measured_on < today)
        .values(usually_answers_minutes=None, answers_counted=0, answers_measured_on=today)
        .execution_options(synchronize_session=False)
    )
    session.expire_all()
    return len(rows)


ROUND = Round("answering-times", "How long organisations take to answer", measure)
