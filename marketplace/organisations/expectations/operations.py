"""Publishing a version of what a payer expects, and saying yes to one. A version is never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.db import add_once
from marketplace.kernel.errors import DomainError
from marketplace.organisations.expectations.models import Expectations, ExpectationsAcceptance
from marketplace.organisations.expectations.queries import newest_of, staff_who_said_yes_before
from marketplace.organisations.expectations.rules import newer_than_seen, next_version
from marketplace.organisations.models import Organisation
from marketplace.people.preferences.operations import Notice, tell_many

NEW = "Something to read and say yes to"
NEW_WORDS = (
    "A new version of what is expected of you is there. Please read it and say yes again. "
    "Invoices to whoever wrote it wait until you do."
)


@dataclass(frozen=True)
class Written:
    """What a version says: a title, what the money covers, and what is expected."""

    title: str
    covers: str
    expects: str


def publish(
    session: Session, *, payer: Organisation, written: Written, seen: int, by_id: int, at: datetime
) -> Expectations:
    """Publish the next version and tell whoever said yes to an earlier one (rows M01, M03). Flushes.

    `seen` is the newest version when it was written, 0 for none. A double press publishes once. Raises DomainError when
    somebody published another meanwhile, and when nothing is different.
    """
    session.execute(select(Organisation.id).where(Organisation.id == payer.id).with_for_update())
    newest = newest_of(session, organisation_id=payer.id)
    if newest is not None and (newest.title, newest.covers, newest.expects) == (
        written.title, written.covers, written.expects
    ):  # fmt: skip
        if newest.version > seen and newest.published_by_id == by_id:
            return newest
        raise DomainError("Nothing is different from the version that is there.")
    trouble = newer_than_seen(newest.version if newest else None, seen)
    if trouble:
        raise DomainError(trouble)
    made = Expectations(
        organisation_id=payer.id, version=next_version(newest.version if newest else None), title=written.title,
        covers=written.covers, expects=written.expects, published_at=at, published_by_id=by_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.note(session, deed="expectations.published", record=f"expectations:{made.id}", at=at, by_person_id=by_id)
    told = staff_who_said_yes_before(session, payer_id=payer.id, on=london_date(at))
    path = f"/provider/expectations/{made.id}"
    tell_many(session, notices=[Notice(one, NEW, NEW_WORDS, path) for one in told], at=at)
    return made


def accept(
    session: Session, *, expectations: Expectations, organisation_id: int, name: str, by_id: int, at: datetime
) -> None:
    """Say yes for an organisation, with the name of whoever does and the day (row M02); a second press changes nothing.

    Raises DomainError for a version that is not the newest.
    """
    newest = newest_of(session, organisation_id=expectations.organisation_id)
    if newest is None or newest.id != expectations.id:
        raise DomainError("There is a newer version. Read that one, and say yes to it.")
    made = ExpectationsAcceptance(
        expectations_id=expectations.id,
        organisation_id=organisation_id,
        accepted_by_id=by_id,
        name=name,
        accepted_at=at,
    )
    if add_once(session, made):
        audit.note(
            session, deed="expectations.accepted", record=f"expectations:{expectations.id}", at=at, by_person_id=by_id
        )
