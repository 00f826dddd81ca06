"""Colleagues asked in, workers who wait to be checked, days off, and what payers expect, made as people make them."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.cli.millbrook.places import Town
from marketplace.organisations.colleagues import operations as colleagues
from marketplace.organisations.colleagues.rules import token_from
from marketplace.organisations.expectations import operations as expectations
from marketplace.organisations.expectations.models import Expectations
from marketplace.organisations.models import ColleagueInvite, DaysOff, Membership, Organisation, Worker
from marketplace.organisations.workers import operations as workers
from marketplace.organisations.workers.rules import facts_of
from tests.factories.organisations import make_worker

_numbers = count(1)


def make_invite(
    session: Session,
    *,
    organisation: Organisation,
    by_id: int,
    at: datetime,
    email: str,
    role: str = "staff",
    key: str = "",
) -> ColleagueInvite:
    """Ask somebody in by mail; the secret of the link is `token_from(key)`."""
    return colleagues.invite(
        session, organisation=organisation, email=email, role=role, by_id=by_id, at=at,
        submit_key=key or f"invite-{next(_numbers)}",
    )  # fmt: skip


def worker_facts(**more: Any) -> dict[str, Any]:
    """Return what is written of Mo, who walks, with some of it otherwise."""
    return {
        "first_name": "Mo", "title": "Someone to walk with", "kind": "paid", "about": "Mo knows the hills.",
        "interests": ["walking"], "languages": ["English"], "skills": ["maps"],
        "training": [{"name": "First aid", "year": 2025}], "availability": {"0": ["day"]}, "bank_holidays": False,
        "drives": False, "check_level": "basic", "check_month": date(2026, 3, 1), "check_seen_by": "the manager",
        "update_service": None, **more,
    }  # fmt: skip


def make_worker_to_check(
    session: Session, *, organisation: Organisation, by_id: int, at: datetime, **facts: Any
) -> Worker:
    """Write a worker down, who then waits to be checked."""
    return workers.add_someone(
        session, organisation=organisation, facts=worker_facts(**facts), person_id=None, by_id=by_id, at=at
    )


def make_expectations(
    session: Session, *, payer: Organisation, by_id: int, at: datetime, seen: int = 0, expects: str = "Turn up."
) -> Expectations:
    """Publish a version of what a payer expects."""
    written = expectations.Written("Support", "Hours.", expects)
    return expectations.publish(session, payer=payer, written=written, seen=seen, by_id=by_id, at=at)


def make_trust(session: Session, *, town: Town, at: datetime) -> dict[str, int | str]:
    """Give Harbour somebody asked in, a worker to check, one taken out, and a payer's words to agree; return the numbers."""
    jo, harbour = town.people["jo"], town.organisations["harbour"]
    make_invite(session, organisation=harbour, by_id=jo.id, at=at, email=town.people["tom"].email, key="pages")
    worker = make_worker_to_check(session, organisation=harbour, by_id=jo.id, at=at)
    gone = make_worker(session, organisation=harbour, first_name="Alf")
    gone.shown, gone.active = facts_of(gone), False
    meadow, ruth = town.organisations["meadow"], town.people["ruth"]
    unread = make_expectations(session, payer=meadow, by_id=ruth.id, at=at)
    member = select(Membership.id).where(Membership.person_id == town.people["dev"].id)
    session.flush()
    return {
        "unread": unread.id, "link": token_from("pages"), "harbour": harbour.id, "member": session.scalar(member), "worker": worker.id,
        "away": session.scalars(select(DaysOff.worker_id)).first(), "council": town.organisations["council"].id,
    }  # fmt: skip
