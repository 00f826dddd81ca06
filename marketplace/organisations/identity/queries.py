"""Reading who an organisation is: for its managers, and for everyone who reads one of its pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.expectations.models import Expectations, ExpectationsAcceptance
from marketplace.organisations.expectations.queries import is_newest
from marketplace.organisations.models import Organisation


@dataclass(frozen=True)
class Public:
    """What everyone may know of an organisation, and whose newest expectations it said yes to: number → payer's name."""

    organisation: Organisation
    said_yes: dict[int, str]


def own(session: Session, *, organisation_id: int, organisation_ids: Iterable[int]) -> Organisation:
    """Return one of someone's own organisations, held until the transaction ends. Raises NotFoundError."""
    found = session.scalar(
        select(Organisation)
        .where(Organisation.id == organisation_id, Organisation.id.in_(list(organisation_ids)))
        .with_for_update()
    )
    if found is None:
        raise NotFoundError
    return found


def prefix_taken(session: Session, *, prefix: str, but_id: int) -> bool:
    """Say whether another organisation's invoice numbers start with these letters."""
    taken = select(Organisation.id).where(Organisation.invoice_prefix == prefix, Organisation.id != but_id)
    return session.scalar(taken.limit(1)) is not None


def public_facts(session: Session, *, organisation_id: int) -> Public | None:
    """Return what a page of its says of an organisation, in one statement (rules C11, row K11, row M02)."""
    payer = aliased(Organisation)
    rows = session.execute(
        select(Organisation, Expectations.id, payer.name)
        .outerjoin(ExpectationsAcceptance, ExpectationsAcceptance.organisation_id == Organisation.id)
        .outerjoin(Expectations, (Expectations.id == ExpectationsAcceptance.expectations_id) & is_newest())
        .outerjoin(payer, payer.id == Expectations.organisation_id)
        .where(Organisation.id == organisation_id)
        .order_by(payer.name)
    ).all()
    return Public(rows[0][0], {number: name for _, number, name in rows if number}) if rows else None
