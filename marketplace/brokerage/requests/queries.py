"""Reading requests: a person's own, or those sent to one's own organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings import queries as listings
from listings.models import Listing
from marketplace.brokerage.requests.models import SupportRequest
from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.models import Organisation
from marketplace.people.models import Person
from search.engine import Query, SearchEngine

COMES_FROM_MILES = 10
MOST_WHO_COULD_COME = 10


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


def could_come_along(session: Session, engine: SearchEngine, *, activity: Listing) -> list[Listing]:
    """Return who could go along to an activity: those who support or befriend people out and about, the nearest first.

    Raises IndexMissingError.
    """
    here = (activity.latitude, activity.longitude) if activity.latitude and activity.longitude else None
    page = engine.search(
        Query(
            choices={"kind": ["organisation", "befriending", "peer_group"], "how": ["out"]}, near=here,
            within_miles=COMES_FROM_MILES if here else None, size=MOST_WHO_COULD_COME,
        )
    )  # fmt: skip
    known = listings.by_ids(session, ids=[hit.listing_id for hit in page.hits])
    return [known[hit.listing_id] for hit in page.hits if hit.listing_id in known and hit.listing_id != activity.id]


def activity_of(session: Session, *, listing_id: int) -> Listing | None:
    """Return the live activity that somebody would like company for, or None when there is no such."""
    return listings.by_ids(session, ids=[listing_id]).get(listing_id)
