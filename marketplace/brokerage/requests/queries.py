"""Reading requests: a person's own, or those sent to one's own organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.brokerage.requests.models import SupportRequest
from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.models import Organisation
from marketplace.people.models import Person


def own_requests(session: Session, *, person_id: int) -> Sequence[tuple[SupportRequest, Organisation]]:
    """Return what a person asked and of whom, newest first."""
    rows = session.execute(
        select(SupportRequest, Organisation)
        .join(Organisation, Organisation.id == SupportRequest.organisation_id)
        .where(SupportRequest.person_id == person_id)
        .order_by(SupportRequest.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def own_request(session: Session, *, request_id: int, person_id: int) -> SupportRequest:
    """Return one request of a person's own. Raises NotFoundError."""
    found = session.scalar(
        select(SupportRequest).where(SupportRequest.id == request_id, SupportRequest.person_id == person_id)
    )
    if found is None:
        raise NotFoundError
    return found


def sent_to(session: Session, *, organisation_ids: Iterable[int]) -> Sequence[tuple[SupportRequest, Person]]:
    """Return the requests sent to providers, those waiting first."""
    rows = session.execute(
        select(SupportRequest, Person)
        .join(Person, Person.id == SupportRequest.person_id)
        .where(SupportRequest.organisation_id.in_(list(organisation_ids)), SupportRequest.status != "withdrawn")
        .order_by(SupportRequest.status != "sent", SupportRequest.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def request_to(session: Session, *, request_id: int, organisation_ids: Iterable[int]) -> SupportRequest:
    """Return one request sent to one of the providers. Raises NotFoundError."""
    found = session.scalar(
        select(SupportRequest).where(
            SupportRequest.id == request_id,
            SupportRequest.organisation_id.in_(list(organisation_ids)),
            SupportRequest.status != "withdrawn",
        )
    )
    if found is None:
        raise NotFoundError
    return found
