"""Reading claims: an organisation's own, and for staff those that wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from listings.claiming.models import ListingClaim
from listings.models import Listing
from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.models import Organisation
from marketplace.organisations.queries import organisations_of
from marketplace.people.models import Person

MOST = 200
MAY_CLAIM = ("manager", "staff")
"""The roles in an organisation that let somebody claim a page for it."""


@dataclass(frozen=True)
class Claim:
    """A claim with the page it is about and the organisation it is for."""

    claim: ListingClaim
    listing: Listing
    organisation: Organisation
    by: str = ""
    """The name that whoever claims it likes."""


def may_claim_for(session: Session, *, person_id: int, on: date) -> Sequence[Organisation]:
    """Return the organisations that somebody may claim a page for on a day, by name."""
    found = {
        one.id: one
        for role in MAY_CLAIM
        for one in organisations_of(session, person_id=person_id, role=role, on=on)
        if one.kind in {"provider", "group"}
    }
    return sorted(found.values(), key=lambda one: one.name)


def waiting_for(session: Session, *, listing_id: int, organisation_ids: Iterable[int]) -> ListingClaim | None:
    """Return the claim of one of some organisations that waits for a page, if there is one."""
    return session.scalar(
        select(ListingClaim)
        .where(
            ListingClaim.listing_id == listing_id,
            ListingClaim.organisation_id.in_(list(organisation_ids)),
            ListingClaim.status == "waiting",
        )
        .order_by(ListingClaim.id)
        .limit(1)
    )


def own_claims(session: Session, *, organisation_ids: Iterable[int]) -> Sequence[Claim]:
    """Return the claims of organisations that wait, the oldest first."""
    wanted = ListingClaim.organisation_id.in_(list(organisation_ids)), ListingClaim.status == "waiting"
    return _claims(session, *wanted)


def own_claim(session: Session, *, claim_id: int, organisation_ids: Iterable[int]) -> Claim:
    """Return one claim of an organisation's own, held against two presses at once. Raises NotFoundError."""
    return _one(session, ListingClaim.id == claim_id, ListingClaim.organisation_id.in_(list(organisation_ids)))


def waiting(session: Session, *, most: int = MOST) -> Sequence[Claim]:
    """Return the claims that wait for staff, the longest first."""
    return _claims(session, ListingClaim.status == "waiting", most=most)


def any_claim(session: Session, *, claim_id: int) -> Claim:
    """Return one claim, for staff, held so that two who press at once do not both decide. Raises NotFoundError."""
    return _one(session, ListingClaim.id == claim_id)


def others_waiting(session: Session, *, claim: ListingClaim) -> Sequence[Claim]:
    """Return the other claims for the same page that wait."""
    return _claims(
        session,
        ListingClaim.listing_id == claim.listing_id,
        ListingClaim.status == "waiting",
        ListingClaim.id != claim.id,
    )


def _one(session: Session, *wanted: ColumnElement[bool]) -> Claim:
    held = session.scalar(select(ListingClaim).where(*wanted).with_for_update())
    if held is None:
        raise NotFoundError
    return _claims(session, ListingClaim.id == held.id)[0]


def _claims(session: Session, *wanted: ColumnElement[bool], most: int = MOST) -> Sequence[Claim]:
    rows = session.execute(
        select(ListingClaim, Listing, Organisation, Person.known_as)
        .join(Listing, Listing.id == ListingClaim.listing_id)
        .join(Organisation, Organisation.id == ListingClaim.organisation_id)
        .join(Person, Person.id == ListingClaim.claimed_by_id)
        .where(*wanted)
        .order_by(ListingClaim.made_at, ListingClaim.id)
        .limit(most)
    )
    return [Claim(*row) for row in rows]
