"""Which organisations whoever is signed in may act for: the row rule that views hand to queries."""

from __future__ import annotations

from collections.abc import Iterable

from flask_login import current_user

from marketplace.kernel import audit, clock
from marketplace.kernel.session import db
from marketplace.organisations.models import Organisation
from marketplace.organisations.queries import organisations_of, worker_records_of


def my_organisations(role: str) -> list[Organisation]:
    """Return the organisations in which whoever is signed in holds a role today."""
    today = clock.london_date(clock.now())
    return list(organisations_of(db(), person_id=current_user.id, role=role, on=today))


def my_organisation_ids(role: str) -> frozenset[int]:
    """Return their numbers."""
    return frozenset(one.id for one in my_organisations(role))


def my_worker_ids() -> frozenset[int]:
    """Return the numbers of the worker records that whoever is signed in works as."""
    return frozenset(one.id for one in worker_records_of(db(), person_id=current_user.id))


def note_read(*, kind: str, number: int, whose: int) -> None:
    """Write that whoever is signed in reads somebody's record; the view stands under `@notes_reads` (rule G1)."""
    audit.note_reads(db(), kind=kind, reads=[(number, whose)], at=clock.now(), by_person_id=current_user.id)


def note_list(*, kind: str, people: Iterable[int]) -> None:
    """Write that whoever is signed in sees a list with other people's records, as `note_read` does for one."""
    audit.note_lists(db(), kind=kind, people=people, at=clock.now(), by_person_id=current_user.id)
