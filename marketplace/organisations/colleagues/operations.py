"""Asking a colleague by mail, taking that back, saying yes, and ending what somebody may do. Each is noted."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError, NotAllowedError
from marketplace.kernel.outbox.operations import write_message
from marketplace.organisations.colleagues import rules, texts
from marketplace.organisations.colleagues.queries import by_token, holds, managers_held, open_invites
from marketplace.organisations.models import ColleagueInvite, Membership, Organisation, Worker
from marketplace.organisations.operations import tell_members
from marketplace.people.models import Person
from marketplace.people.preferences.operations import tell

MOST_OPEN = 50
"""Links that may wait at once: mail from here reaches people who did not ask for it."""


def invite(
    session: Session, *, organisation: Organisation, email: str, role: str, by_id: int, at: datetime, submit_key: str
) -> ColleagueInvite:
    """Mail somebody a link that lets them act in an organisation; once for each submit key. Flushes.

    Raises DomainError for an unknown role, for who does this already, and while a link to them waits.
    """
    email, token = email.strip().lower(), rules.token_from(submit_key)
    found = session.scalar(select(ColleagueInvite).where(ColleagueInvite.token_hash == rules.hash_of(token)))
    if found is not None and found.organisation_id == organisation.id:
        return found
    if role not in rules.ROLES:
        raise DomainError("Choose what they will do.")
    if holds(session, email=email, organisation_id=organisation.id, role=role, on=london_date(at)):
        raise DomainError("They do this for your organisation already.")
    waiting = open_invites(session, organisation_ids=[organisation.id], at=at)
    if any((one.email, one.role) == (email, role) for one in waiting):
        raise DomainError("A link to that address waits already. Take it back first, then send another.")
    if len(waiting) >= MOST_OPEN:
        raise DomainError("Many links wait already. Take some back first.")
    made = ColleagueInvite(
        organisation_id=organisation.id, role=role, email=email, token_hash=rules.hash_of(token), made_at=at,
        made_by_id=by_id, good_until=at + rules.GOOD_FOR,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _note(session, "colleague.invited", organisation.id, by_id=by_id, at=at)
    write_message(
        session, to=email, subject=texts.INVITED, at=at, path=f"/colleagues/join/{token}", secret=True,
        body=texts.invited(organisation=organisation.name, good_until=made.good_until),
    )  # fmt: skip
    return made


def take_back(session: Session, *, invite: ColleagueInvite, by_id: int, at: datetime) -> None:
    """Make a link useless; a second press changes nothing. Raises DomainError once it was used."""
    if invite.taken_at is not None:
        raise DomainError("They said yes already. You can end what they do instead.")
    if invite.cancelled_at is None:
        invite.cancelled_at = at
        session.flush()
        _note(session, "colleague.uninvited", invite.organisation_id, by_id=by_id, at=at)


def look(session: Session, *, token: str, person: Person | None, at: datetime) -> tuple[ColleagueInvite, Organisation]:
    """Return what a link asks of whoever opened it (none: not signed in yet).

    Raises NotFoundError for a link that never was, DomainError for one that was used, taken back or is too old, and
    NotAllowedError for one that was sent to another address than the person's own.
    """
    found, organisation = by_token(session, token=token)
    trouble = rules.link_trouble(
        taken_at=found.taken_at, cancelled_at=found.cancelled_at, good_until=found.good_until, at=at
    )
    if trouble:
        raise DomainError(trouble)
    if person is not None and person.email.lower() != found.email:
        raise NotAllowedError(rules.NOT_YOUR_ADDRESS)
    return found, organisation


def join(session: Session, *, token: str, person: Person, at: datetime) -> Organisation:
    """Use a link: from now on the person acts in the organisation. Their own second press changes nothing. Flushes.

    Raises as `look` does.
    """
    taken, organisation = by_token(session, token=token)
    if taken.taken_by_id == person.id:
        return organisation
    found, _ = look(session, token=token, person=person, at=at)
    _let(session, person_id=person.id, organisation_id=organisation.id, role=found.role, at=at)
    found.taken_at, found.taken_by_id = at, person.id
    session.flush()
    _note(session, "colleague.joined", organisation.id, by_id=person.id, at=at, about_id=person.id)
    tell_members(
        session, organisation_id=organisation.id, role="manager", subject=texts.JOINED, body=texts.JOINED_WORDS, at=at,
        path="/provider/colleagues",
    )  # fmt: skip
    return organisation


def end(session: Session, *, membership: Membership, organisation: Organisation, by_id: int, at: datetime) -> None:
    """End what somebody does in an organisation, at once: the last day it held was yesterday. They are told.

    Raises DomainError for the last manager.
    """
    today = london_date(at)
    if membership.role == "manager":
        left = set(managers_held(session, organisation_id=organisation.id, on=today)) - {membership.person_id}
        if not left:
            raise DomainError("Somebody must look after who may do what. Ask another manager in first.")
    membership.ends_on = today - timedelta(days=1)
    if membership.role == "worker":
        # Nobody signs in as this worker any more; the worker's own record and visits stay.
        theirs = Worker.organisation_id == organisation.id, Worker.person_id == membership.person_id
        session.execute(update(Worker).where(*theirs).values(person_id=None))
    session.flush()
    about = membership.person_id
    _note(session, "colleague.ended", organisation.id, by_id=by_id, at=at, about_id=about)
    if about != by_id:
        body = texts.ended(organisation=organisation.name)
        tell(session, person_id=about, subject=texts.ENDED, body=body, at=at, path="/my")


def _let(session: Session, *, person_id: int, organisation_id: int, role: str, at: datetime) -> None:
    """Give somebody a role from today; one that ended begins again."""
    today = london_date(at)
    found = session.scalar(
        select(Membership)
        .where(Membership.person_id == person_id, Membership.organisation_id == organisation_id)
        .where(Membership.role == role)
    )
    if found is None:
        session.add(Membership(person_id=person_id, organisation_id=organisation_id, role=role, starts_on=today))
    elif found.ends_on is not None and found.ends_on < today:
        found.starts_on, found.ends_on = today, None
    else:
        found.starts_on, found.ends_on = min(found.starts_on, today), None
    session.flush()


def _note(
    session: Session, deed: str, organisation_id: int, *, by_id: int, at: datetime, about_id: int | None = None
) -> None:
    record = f"organisation:{organisation_id}"
    audit.note(session, deed=deed, record=record, at=at, by_person_id=by_id, about_person_id=about_id)
