"""Reading agreements: a person's own, or those of one's own organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from marketplace.brokerage.agreements.models import Agreement
from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.models import Organisation
from marketplace.people.models import Person

_WHOLE = (selectinload(Agreement.prices), selectinload(Agreement.payers))


def own_agreements(session: Session, *, person_id: int) -> Sequence[tuple[Agreement, Organisation]]:
    """Return a person's agreements and their providers, newest first; without prices and payers."""
    rows = session.execute(
        select(Agreement, Organisation)
        .join(Organisation, Organisation.id == Agreement.organisation_id)
        .where(Agreement.person_id == person_id)
        .order_by(Agreement.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def own_agreement(session: Session, *, agreement_id: int, person_id: int) -> Agreement:
    """Return one agreement of a person's own. Raises NotFoundError."""
    return _one(session, select(Agreement).where(Agreement.id == agreement_id, Agreement.person_id == person_id))


def of_request(session: Session, *, request_id: int) -> Agreement | None:
    """Return the agreement that a request led to, if it did. Whoever asks has already been shown the request."""
    return session.scalar(select(Agreement).where(Agreement.request_id == request_id))


def provider_agreements(session: Session, *, organisation_ids: Iterable[int]) -> Sequence[tuple[Agreement, Person]]:
    """Return the agreements of providers and with whom, newest first."""
    rows = session.execute(
        select(Agreement, Person)
        .join(Person, Person.id == Agreement.person_id)
        .where(Agreement.organisation_id.in_(list(organisation_ids)))
        .order_by(Agreement.id.desc())
        .options(*_WHOLE)
    )
    return [(row[0], row[1]) for row in rows]


def provider_agreement(session: Session, *, agreement_id: int, organisation_ids: Iterable[int]) -> Agreement:
    """Return one agreement of one of the providers. Raises NotFoundError."""
    return _one(
        session,
        select(Agreement).where(Agreement.id == agreement_id, Agreement.organisation_id.in_(list(organisation_ids))),
    )


def _one(session: Session, wanted: Select[tuple[Agreement]]) -> Agreement:
    found = session.scalar(wanted.options(*_WHOLE))
    if found is None:
        raise NotFoundError
    return found
