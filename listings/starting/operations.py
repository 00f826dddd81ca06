"""Beginning: an organisation with its first manager, and a page that nobody sees until it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.editing.operations import write
from listings.models import Listing
from listings.operations import add_listing
from listings.starting import rules
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.organisations.operations import add_member, add_organisation
from marketplace.people.models import Person

SOURCE = "kith"


@dataclass(frozen=True)
class Begun:
    """What somebody says at the beginning."""

    who: str
    name: str
    phone: str = ""
    email: str = ""


def begin(session: Session, *, person: Person, said: Begun, at: datetime, submit_key: str) -> Listing:
    """Make an organisation, its first manager and a page in the making; once for each submit key. Flushes.

    Raises DomainError for one person who works alone (rule W8), and for a name that is taken.
    """
    found = _made_before(session, submit_key)
    if found is not None:
        return found
    trouble = rules.trouble(said.who)
    if trouble:
        raise DomainError(trouble)
    if session.scalar(select(Organisation.id).where(Organisation.name == said.name)):
        raise DomainError("That name is here already. If it is yours, ask a colleague to let you in, or ring us.")
    organisation = add_organisation(
        session, kind=rules.ORGANISATION_KINDS[said.who], name=said.name, legal_name=said.name, address="",
        phone=said.phone, email=said.email, at=at,
    )  # fmt: skip
    for role in ("manager", "staff"):
        add_member(session, person=person, organisation=organisation, role=role, on=london_date(at))
    audit.note(
        session, deed="organisation.begun", record=f"organisation:{organisation.id}", at=at, by_person_id=person.id
    )
    kind = rules.LISTING_KINDS[said.who]
    listing = _page(session, organisation=organisation, kind=kind, name=said.name, at=at, submit_key=submit_key)
    facts = {"phone": said.phone, "email": said.email}
    write(session, listing=listing, facts=facts, by_id=person.id, at=at)
    return listing


def begin_another(
    session: Session, *, organisation: Organisation, kind: str, name: str, by_id: int, at: datetime, submit_key: str
) -> Listing:
    """Make one page more of an organisation, in the making; once for each submit key. Flushes."""
    found = _made_before(session, submit_key)
    if found is not None:
        return found
    listing = _page(session, organisation=organisation, kind=kind, name=name, at=at, submit_key=submit_key)
    facts = {"phone": organisation.phone, "email": organisation.email}
    write(session, listing=listing, facts=facts, by_id=by_id, at=at)
    return listing


def _page(
    session: Session, *, organisation: Organisation, kind: str, name: str, at: datetime, submit_key: str
) -> Listing:
    return add_listing(
        session, source=SOURCE, source_key=submit_key, kind=kind, name=name, organisation=organisation,
        run_by=organisation.name, status="waiting", at=at,
    )  # fmt: skip


def _made_before(session: Session, submit_key: str) -> Listing | None:
    return session.scalar(select(Listing).where(Listing.source == SOURCE, Listing.source_key == submit_key))
