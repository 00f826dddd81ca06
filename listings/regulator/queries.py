"""Reading the regulator's list, and what of it does not fit our pages; for staff and for whoever checks a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from listings.models import Listing, Offer
from listings.regulator.models import RegulatedPlace, RegulatorFile
from listings.regulator.rules import same_name
from marketplace.organisations.models import Organisation

MOST = 200


@dataclass(frozen=True)
class Misfit:
    """A page whose number does not fit the regulator's list: what the list has for it, "" where it is not there."""

    listing: Listing
    theirs: str


def newest(session: Session) -> RegulatorFile | None:
    """Return the list that was brought in last, if any was."""
    return session.scalar(select(RegulatorFile).order_by(RegulatorFile.id.desc()).limit(1))


def lists(session: Session, *, most: int = 24) -> Sequence[RegulatorFile]:
    """Return the lists that were brought in, the newest first."""
    return session.scalars(select(RegulatorFile).order_by(RegulatorFile.id.desc()).limit(most)).all()


def numbered(session: Session) -> Sequence[tuple[Listing, RegulatedPlace | None, str]]:
    """Return each listing that gives a number, its place on the list if it is there, and its organisation's name or ""."""
    rows = session.execute(
        select(Listing, RegulatedPlace, Organisation.name)
        .outerjoin(RegulatedPlace, RegulatedPlace.location_id == Listing.regulator_number)
        .outerjoin(Organisation, Organisation.id == Listing.organisation_id)
        .where(Listing.regulator_number != "", Listing.status != "withdrawn")
        .order_by(Listing.id)
    )
    return [(listing, place, name or "") for listing, place, name in rows]


def misfits(rows: Sequence[tuple[Listing, RegulatedPlace | None, str]]) -> list[Misfit]:
    """Return the listings whose number is not on the list, or stands there beside a name plainly unlike ours."""
    found = []
    for listing, place, organisation in rows:
        if place is None:
            found.append(Misfit(listing, ""))
            continue
        ours = names_of(listing, organisation)
        if not any(same_name(theirs, ours) for theirs in (place.name, place.provider_name) if theirs):
            found.append(Misfit(listing, place.name))
    return found


def names_of(listing: Listing, organisation: str) -> tuple[str, ...]:
    """Return the names that a listing goes by here."""
    return tuple(name for name in (listing.name, listing.run_by, organisation) if name)


def shared_numbers(session: Session, *, most: int = MOST) -> dict[str, list[Listing]]:
    """Return each number that two organisations give, with the listings that give it."""
    several = (
        select(Listing.regulator_number)
        .where(Listing.regulator_number != "", Listing.status != "withdrawn", Listing.organisation_id.is_not(None))
        .group_by(Listing.regulator_number)
        .having(func.count(Listing.organisation_id.distinct()) > 1)
        .limit(most)
    )
    found: dict[str, list[Listing]] = {}
    wanted = select(Listing).where(Listing.regulator_number.in_(several), Listing.status != "withdrawn")
    for one in session.scalars(wanted.order_by(Listing.regulator_number, Listing.id)):
        found.setdefault(one.regulator_number, []).append(one)
    return found


def care_without_number(session: Session, *, most: int = MOST) -> Sequence[Listing]:
    """Return the live listings that offer help with washing and the like and give no number: it is held back (rule W1)."""
    caring = select(Offer.listing_id).where(Offer.personal_care, Offer.active)
    return session.scalars(
        select(Listing)
        .where(Listing.regulator_number == "", Listing.status == "live", Listing.id.in_(caring))
        .order_by(Listing.id)
        .limit(most)
    ).all()


def used_by_another(session: Session, number: str, organisation_id: int | None) -> bool:
    """Say whether a listing of another organisation gives this number already."""
    others = select(Listing.id).where(
        Listing.regulator_number == number, Listing.status != "withdrawn", Listing.organisation_id.is_not(None)
    )
    if organisation_id is not None:
        others = others.where(Listing.organisation_id != organisation_id)
    return bool(number) and session.scalar(others.limit(1)) is not None
