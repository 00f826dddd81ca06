"""Reading what payers expect: every version for everyone, the newest for whoever is paid, and who said yes to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, aliased

from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.expectations.models import Expectations, ExpectationsAcceptance
from marketplace.organisations.models import Membership, Organisation


@dataclass(frozen=True)
class Wanted:
    """A payer's newest version: its number in the address, the payer's name, and which organisations said yes to it."""

    expectations_id: int
    payer: str
    accepted_by: frozenset[int]


def is_newest() -> ColumnElement[bool]:
    """Return the condition that a row of Expectations is the newest of its payer."""
    later = aliased(Expectations)
    return ~exists().where(later.organisation_id == Expectations.organisation_id, later.version > Expectations.version)


def versions_of(session: Session, *, organisation_ids: Iterable[int]) -> Sequence[Expectations]:
    """Return every version that payers published, newest first."""
    return session.scalars(
        select(Expectations)
        .where(Expectations.organisation_id.in_(list(organisation_ids)))
        .order_by(Expectations.organisation_id, Expectations.version.desc())
    ).all()


def newest_of(session: Session, *, organisation_id: int) -> Expectations | None:
    """Return a payer's newest version, if it published any."""
    return session.scalar(
        select(Expectations)
        .where(Expectations.organisation_id == organisation_id)
        .order_by(Expectations.version.desc())
        .limit(1)
    )


def one(session: Session, *, expectations_id: int) -> tuple[Expectations, Organisation]:
    """Return one version, old or new, and whose it is. Raises NotFoundError."""
    row = session.execute(
        select(Expectations, Organisation)
        .join(Organisation, Organisation.id == Expectations.organisation_id)
        .where(Expectations.id == expectations_id)
    ).first()
    if row is None:
        raise NotFoundError
    return row[0], row[1]


def newest_of_each(session: Session) -> Sequence[tuple[Expectations, Organisation]]:
    """Return the newest version of each payer, by name."""
    rows = session.execute(
        select(Expectations, Organisation)
        .join(Organisation, Organisation.id == Expectations.organisation_id)
        .where(is_newest())
        .order_by(Organisation.name)
    )
    return [(row[0], row[1]) for row in rows]


def acceptances(
    session: Session, *, organisation_ids: Collection[int], expectations_ids: Collection[int]
) -> dict[tuple[int, int], ExpectationsAcceptance]:
    """Return (version, organisation) → that it said yes, of some versions and organisations."""
    found = session.scalars(
        select(ExpectationsAcceptance).where(
            ExpectationsAcceptance.organisation_id.in_(list(organisation_ids)),
            ExpectationsAcceptance.expectations_id.in_(list(expectations_ids)),
        )
    )
    return {(one.expectations_id, one.organisation_id): one for one in found}


def wanted_by_payers(session: Session) -> dict[int, Wanted]:
    """Return payer → its newest version and who said yes to it, in one statement (row M02)."""
    rows = session.execute(
        select(Expectations.organisation_id, Expectations.id, Organisation.name, ExpectationsAcceptance.organisation_id)
        .join(Organisation, Organisation.id == Expectations.organisation_id)
        .outerjoin(ExpectationsAcceptance, ExpectationsAcceptance.expectations_id == Expectations.id)
        .where(is_newest())
    )
    found: dict[int, tuple[int, str, set[int]]] = {}
    for payer_id, number, name, accepted_by in rows.tuples():
        _, _, yes = found.setdefault(payer_id, (number, name, set()))
        if accepted_by:
            yes.add(accepted_by)
    return {payer_id: Wanted(number, name, frozenset(yes)) for payer_id, (number, name, yes) in found.items()}


def staff_who_said_yes_before(session: Session, *, payer_id: int, on: date) -> Sequence[int]:
    """Return the staff, on a day, of every organisation that said yes to any version of a payer's; each once."""
    said_yes = (
        select(ExpectationsAcceptance.organisation_id)
        .join(Expectations, Expectations.id == ExpectationsAcceptance.expectations_id)
        .where(Expectations.organisation_id == payer_id)
    )
    return session.scalars(
        select(Membership.person_id)
        .where(Membership.organisation_id.in_(said_yes), Membership.role == "staff")
        .where(Membership.starts_on <= on, or_(Membership.ends_on.is_(None), Membership.ends_on >= on))
        .distinct()
        .order_by(Membership.person_id)
    ).all()
