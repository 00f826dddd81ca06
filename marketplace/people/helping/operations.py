"""Letting one person act for another: by a code the person gives, or by staff who saw a lawful power; and stopping it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox.operations import write_message
from marketplace.people.helping import texts
from marketplace.people.helping.models import ActingFor, Invitation
from marketplace.people.helping.queries import by_code, helpers_of
from marketplace.people.helping.rules import GOOD_FOR, KINDS, MAY_CHOOSE, code_from, hash_of
from marketplace.people.models import Person
from marketplace.people.preferences.operations import tell

WRONG_CODE = "That code does not work. Check each letter, or ask for a new one: a code works once, for 14 days."


@dataclass(frozen=True)
class Limits:
    """What somebody may do: kind, scopes, the most one yes may cost (pence), and the last day (London date)."""

    kind: str
    may_see: bool = True
    may_buy: bool = False
    may_pay: bool = False
    limit_pence: int | None = None
    ends_on: date | None = None


def let_act_for(
    session: Session,
    *,
    person: Person,
    helper: Person,
    limits: Limits,
    starts_on: date,
    at: datetime,
    power: str = "",
    checked_by_id: int | None = None,
) -> ActingFor:
    """Let one person act for another within limits and dates (rules G5, K04). Flushes.

    Raises DomainError for acting for oneself, an end before the start, an unknown kind, a second time while the first
    still holds, and a lawful representative whose power nobody has checked.
    """
    _check(limits, starts_on=starts_on)
    if person.id == helper.id:
        raise DomainError("Choose someone else to help.")
    if limits.kind == "lawful_representative" and checked_by_id is None:
        raise DomainError("Somebody must have seen the paper that gives this power.")
    if any(other.id == helper.id for _, other in helpers_of(session, person_id=person.id, on=starts_on)):
        raise DomainError(f"{helper.known_as} can already help. Stop that first, then start again.")
    made = ActingFor(
        person_id=person.id, helper_id=helper.id, kind=limits.kind, may_see=limits.may_see,
        may_buy=limits.may_buy and limits.kind in MAY_CHOOSE, may_pay=limits.may_pay and limits.kind in MAY_CHOOSE,
        limit_pence=limits.limit_pence, starts_on=starts_on, ends_on=limits.ends_on, power=power,
        checked_by_id=checked_by_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.note(
        session, deed="acting.allowed", record=f"acting:{made.id}", at=at,
        by_person_id=checked_by_id or person.id, about_person_id=person.id,
    )  # fmt: skip
    return made


def invite(
    session: Session, *, person: Person, called: str, limits: Limits, email: str, submit_key: str, at: datetime
) -> str:
    """Make a code that lets whoever gets it help; mail it where an address is given. Return the code. Flushes.

    The same submit key gives the same code once more, and no second invitation. Raises DomainError for odd limits.
    """
    _check(limits, starts_on=london_date(at))
    if limits.kind == "lawful_representative":
        raise DomainError("Ring us about this: we need to see the paper first.")
    code = code_from(submit_key)
    if session.scalar(select(Invitation.id).where(Invitation.code_hash == hash_of(code))) is not None:
        return code
    chooses = limits.kind in MAY_CHOOSE
    made = Invitation(
        person_id=person.id, code_hash=hash_of(code), called=called, kind=limits.kind,
        may_buy=limits.may_buy and chooses, may_pay=limits.may_pay and chooses,
        limit_pence=limits.limit_pence if chooses else None, ends_on=limits.ends_on, made_at=at, good_until=at + GOOD_FOR,
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.note(
        session, deed="invitation.made", record=f"invitation:{made.id}", at=at, by_person_id=person.id,
        about_person_id=person.id,
    )  # fmt: skip
    if email:
        write_message(
            session, to=email, subject=texts.INVITED, body=texts.invited(code=code, good_until=made.good_until), at=at,
            path="/invitations", secret=True,
        )  # fmt: skip
    return code


def take(session: Session, *, code: str, helper: Person, at: datetime) -> tuple[ActingFor, Person]:
    """Use a code: from now on its holder may help. Return what they may do and for whom. Flushes.

    Raises DomainError for a code that does not work, and for one's own.
    """
    found = by_code(session, code=code, at=at)
    if found is None:
        raise DomainError(WRONG_CODE)
    person = session.get_one(Person, found.person_id)
    limits = Limits(found.kind, True, found.may_buy, found.may_pay, found.limit_pence, found.ends_on)
    made = let_act_for(session, person=person, helper=helper, limits=limits, starts_on=london_date(at), at=at)
    found.taken_at, found.taken_by_id = at, helper.id
    session.flush()
    tell(
        session,
        person_id=person.id,
        subject=texts.CHANGED,
        body=texts.taken(called=found.called),
        at=at,
        path="/account/helpers",
    )
    return made, person


def cancel(session: Session, *, invitation: Invitation, at: datetime) -> None:
    """Make a code useless. Raises DomainError once it was used."""
    if invitation.taken_at is not None:
        raise DomainError("This code has been used. You can stop the help instead.")
    invitation.cancelled_at = at
    session.flush()
    audit.note(
        session, deed="invitation.cancelled", record=f"invitation:{invitation.id}", at=at,
        by_person_id=invitation.person_id, about_person_id=invitation.person_id,
    )  # fmt: skip


def stop(session: Session, *, acting: ActingFor, by: Person, at: datetime) -> None:
    """End somebody's help at once; the person is told when it was not they who ended it. Twice changes nothing."""
    if acting.ended_at is not None:
        return
    acting.ended_at = at
    session.flush()
    audit.note(
        session, deed="acting.stopped", record=f"acting:{acting.id}", at=at, by_person_id=by.id,
        about_person_id=acting.person_id,
    )  # fmt: skip
    if by.id != acting.person_id:
        tell(
            session,
            person_id=acting.person_id,
            subject=texts.CHANGED,
            body=texts.stopped(known_as=by.known_as),
            at=at,
            path="/account/helpers",
        )


def tell_acted(session: Session, *, person_id: int, known_as: str, path: str, at: datetime) -> None:
    """Tell a person that somebody did something for them, and where to look."""
    tell(session, person_id=person_id, subject=texts.ACTED, body=texts.acted(known_as=known_as), at=at, path=path)


def _check(limits: Limits, *, starts_on: date) -> None:
    if limits.kind not in KINDS:
        raise DomainError("Choose how they may help.")
    if limits.ends_on is not None and limits.ends_on < starts_on:
        raise DomainError("The last day cannot be before the first.")
