"""Claiming a page that came from elsewhere, proving it, and deciding on it (rows A02, M01)."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.claiming import rules, texts
from listings.claiming.models import ListingClaim
from listings.claiming.queries import may_claim_for, others_waiting, waiting_for
from listings.models import Listing
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError, NotAllowedError
from marketplace.kernel.outbox.operations import write_message
from marketplace.people.preferences.operations import tell

KEPT_ALREADY = "An organisation keeps this page already, so ring us if it should be yours."
DECIDED = "Somebody has decided on this already."
NOT_THEIRS = "You can ask for a page only for an organisation in which you are a manager or on the staff."
WRONG_CODE = "That code is not right. Check each letter and try once more."
NO_CODE = "That code does not work any more. We will ring the number on the page instead."


def claim(
    session: Session, *, listing: Listing, organisation_id: int, person_id: int, words: str, at: datetime
) -> ListingClaim:
    """Say that a page is an organisation's; a code goes to the address on the page where it has one. Flushes.

    Asked twice, the claim that waits is returned. Raises DomainError for a page that is kept already, NotAllowedError for
    somebody who is neither manager nor staff of the organisation.
    """
    if listing.organisation_id is not None:
        raise DomainError(KEPT_ALREADY)
    allowed = {one.id for one in may_claim_for(session, person_id=person_id, on=london_date(at))}
    if organisation_id not in allowed:
        raise NotAllowedError(NOT_THEIRS)
    found = waiting_for(session, listing_id=listing.id, organisation_ids=[organisation_id])
    if found is not None:
        return found
    code = "".join(secrets.choice(rules.LETTERS) for _ in range(rules.LENGTH)) if listing.email else ""
    made = ListingClaim(
        listing_id=listing.id, organisation_id=organisation_id, claimed_by_id=person_id, words=words, made_at=at,
        code_hash=rules.hash_of(code) if code else "",
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.note(session, deed="claim.made", record=f"claim:{made.id}", at=at, by_person_id=person_id)
    if code:
        write_message(
            session, to=listing.email, subject=texts.CODE, at=at, path=f"/provider/claims/{made.id}", secret=True,
            body=texts.code_words(code=rules.shown(code), good_until=at + rules.GOOD_FOR),
        )  # fmt: skip
    return made


def give_code(session: Session, *, claim: ListingClaim, code: str, by_id: int, at: datetime) -> str:
    """Take the code that went to the address on the page; return what is wrong, or "" when it is proved. Flushes.

    A wrong code is counted, so this raises nothing for it: what is raised is taken back. Raises DomainError where the
    claim does not wait.
    """
    _still_waits(claim)
    if claim.proved_at is not None:
        return ""
    if not rules.works(code_hash=claim.code_hash, tries=claim.code_tries, made_at=claim.made_at, at=at):
        return NO_CODE
    claim.code_tries += 1
    right = rules.is_right(code, code_hash=claim.code_hash)
    if right:
        claim.proved_at = at
        audit.note(session, deed="claim.proved", record=f"claim:{claim.id}", at=at, by_person_id=by_id)
    session.flush()
    if right:
        return ""
    return WRONG_CODE if claim.code_tries < rules.MOST_TRIES else NO_CODE


def withdraw(session: Session, *, claim: ListingClaim, by_id: int, at: datetime) -> None:
    """Take a claim back. Flushes. Raises DomainError where it does not wait."""
    _still_waits(claim)
    claim.status = "withdrawn"
    session.flush()
    audit.note(session, deed="claim.withdrawn", record=f"claim:{claim.id}", at=at, by_person_id=by_id)


def agree(session: Session, *, claim: ListingClaim, how_checked: str, by_id: int, at: datetime) -> None:
    """Give a page to the organisation that claims it; other claims for it are declined. Flushes.

    Raises DomainError without how it was checked, where it was decided already, or where the page has an organisation
    meanwhile.
    """
    _still_waits(claim)
    if not how_checked:
        raise DomainError("Write how you checked that the page is theirs.")
    listing = session.scalars(select(Listing).where(Listing.id == claim.listing_id).with_for_update()).one()
    if listing.organisation_id is not None:
        raise DomainError("An organisation keeps this page already, so say no and tell them why.")
    listing.organisation_id, listing.updated_at = claim.organisation_id, at
    claim.how_checked = how_checked
    _decide(session, claim, "agreed", "", by_id=by_id, at=at)
    audit.note(session, deed="page.claimed", record=f"listing:{listing.id}", at=at, by_person_id=by_id)
    for other in others_waiting(session, claim=claim):
        _decide(session, other.claim, "declined", texts.TAKEN, by_id=by_id, at=at)


def decline(session: Session, *, claim: ListingClaim, reason: str, by_id: int, at: datetime) -> None:
    """Say no to a claim, with a reason they read. Flushes. Raises DomainError without one, or where it was decided already."""
    _still_waits(claim)
    if not reason:
        raise DomainError("Say why, in a few plain words.")
    _decide(session, claim, "declined", reason, by_id=by_id, at=at)


def _still_waits(claim: ListingClaim) -> None:
    if claim.status != "waiting":
        raise DomainError(DECIDED)


def _decide(session: Session, claim: ListingClaim, status: str, reason: str, *, by_id: int, at: datetime) -> None:
    claim.status, claim.reason, claim.decided_at, claim.decided_by_id = status, reason, at, by_id
    session.flush()
    audit.note(session, deed=f"claim.{status}", record=f"claim:{claim.id}", at=at, by_person_id=by_id)
    agreed = status == "agreed"
    tell(
        session, person_id=claim.claimed_by_id, subject=texts.ANSWERED, body=texts.YES if agreed else texts.NO, at=at,
        path=f"/provider/listings/{claim.listing_id}" if agreed else f"/provider/claims/{claim.id}",
    )  # fmt: skip
