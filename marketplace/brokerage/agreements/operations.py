"""The provider's yes becomes an agreement on offer; the person's yes makes it hold."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from listings.models import Offer, PriceList
from marketplace.brokerage.agreements import rules, texts
from marketplace.brokerage.agreements.models import Agreement, AgreementPayer, AgreementPrice
from marketplace.brokerage.budgets.models import Budget
from marketplace.brokerage.requests.models import SupportRequest
from marketplace.brokerage.requests.operations import answer
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.organisations.operations import tell_members
from marketplace.people.preferences.operations import tell

_COPIED = (
    "valid_from", "valid_to", "pence_per_hour", "bank_holiday_pence_per_hour", "night_pence_per_hour",
    "weekend_pence_per_hour", "night_from", "night_to", "pence_per_mile", "minimum_minutes", "higher_days",
    "ordinary_days", "higher_reason",
)  # fmt: skip


def offer(session: Session, *, request: SupportRequest, terms: str, note: str, by_id: int, at: datetime) -> Agreement:
    """Say yes to a request: copy terms, prices, notice and payers into an agreement the person can read; flushes.

    Prices are copies of every list in force now or dated later. The payer belongs to the kind of line: support follows
    the support money, travel is the person's own unless their money covers it (rows D06, D10). Raises DomainError when
    the request was answered before or the offer has no price today.
    """
    prices = _prices_from(session, offer_id=request.offer_id, day=london_date(at))
    answer(session, request=request, status="accepted", note=note, by_id=by_id, at=at)
    made = Agreement(
        request_id=request.id,
        person_id=request.person_id,
        organisation_id=request.organisation_id,
        budget_id=request.budget_id,
        status="offered",
        what=request.what,
        weekly_minutes=request.weekly_minutes,
        starts_on=request.starts_on,
        nation=request.nation,
        notice_days=prices[0].notice_days,
        saved_hours_policy=prices[0].saved_hours_policy,
        terms=terms,
        offered_at=at,
        offered_by_id=by_id,
    )
    made.prices = [AgreementPrice(**{name: getattr(price, name) for name in _COPIED}) for price in prices]
    made.payers = _payers(session.get(Budget, request.budget_id) if request.budget_id else None, request.person_id)
    session.add(made)
    session.flush()
    audit.note(
        session,
        deed="agreement.offered",
        record=f"agreement:{made.id}",
        at=at,
        by_person_id=by_id,
        about_person_id=made.person_id,
    )
    path = f"/my/agreements/{made.id}"
    tell(session, person_id=made.person_id, subject=texts.OFFERED, body=texts.OFFERED_WORDS, at=at, path=path)
    return made


def agree(session: Session, *, agreement: Agreement, early_start: bool, by_id: int, at: datetime) -> None:
    """Make the agreement hold, keeping the 14-day text exactly as it was shown. Raises DomainError when not on offer."""
    if agreement.status == "active":
        return  # a second press
    if agreement.status != "offered":
        raise DomainError("This agreement is no longer on offer.")
    if pays_something(agreement):
        agreement.cancel_right = cancel_right_shown(session, agreement=agreement, at=at)
        agreement.early_start = texts.early_start(from_day=rules.may_start_from(at, early=False)) if early_start else ""
    agreement.status = "active"
    agreement.agreed_at = at
    agreement.agreed_by_id = by_id
    session.flush()
    audit.note(
        session,
        deed="agreement.agreed",
        record=f"agreement:{agreement.id}",
        at=at,
        by_person_id=by_id,
        about_person_id=agreement.person_id,
    )
    _tell_provider(session, agreement, texts.AGREED, texts.AGREED_WORDS, at=at)


def decline(session: Session, *, agreement: Agreement, by_id: int, at: datetime) -> None:
    """Say no to an agreement on offer. Raises DomainError otherwise."""
    if agreement.status != "offered":
        raise DomainError("This agreement is no longer on offer.")
    agreement.status = "declined"
    session.flush()
    audit.note(
        session,
        deed="agreement.declined",
        record=f"agreement:{agreement.id}",
        at=at,
        by_person_id=by_id,
        about_person_id=agreement.person_id,
    )
    _tell_provider(session, agreement, texts.DECLINED, texts.DECLINED_WORDS, at=at)


def end(session: Session, *, agreement: Agreement, last_day: date, by_id: int, at: datetime) -> None:
    """End an agreement after a last day (row B19). Raises DomainError when it does not hold."""
    if agreement.status != "active":
        raise DomainError("This agreement does not hold now.")
    agreement.ends_on = last_day
    agreement.status = "ended"
    session.flush()
    audit.note(
        session,
        deed="agreement.ended",
        record=f"agreement:{agreement.id}",
        at=at,
        by_person_id=by_id,
        about_person_id=agreement.person_id,
    )
    _tell_provider(session, agreement, texts.ENDED, texts.ENDED_WORDS, at=at)


def pays_something(agreement: Agreement) -> bool:
    """Say whether the person pays any kind of line: only then is there a consumer's right to show (rule C6)."""
    return any(payer.person_id is not None for payer in agreement.payers)


def cancel_right_shown(session: Session, *, agreement: Agreement, at: datetime) -> str:
    """Return the 14-day text as it stands for this agreement if it is agreed at this time."""
    provider = session.get_one(Organisation, agreement.organisation_id)
    return texts.cancel_right(
        provider=provider.name, address=provider.address, phone=provider.phone, last_day=rules.last_cancel_day(at)
    )


def _tell_provider(session: Session, agreement: Agreement, subject: str, body: str, *, at: datetime) -> None:
    path = f"/provider/agreements/{agreement.id}"
    tell_members(
        session, organisation_id=agreement.organisation_id, role="staff", subject=subject, body=body, at=at, path=path
    )


def _prices_from(session: Session, *, offer_id: int, day: date) -> list[PriceList]:
    found = session.scalar(select(Offer).where(Offer.id == offer_id).options(selectinload(Offer.prices)))
    prices = [price for price in found.prices if price.valid_to is None or price.valid_to >= day] if found else []
    if not prices or not prices[0].holds_on(day):
        raise DomainError("There is no price for this today. Put a price list up first.")
    return prices


def _payers(budget: Budget | None, person_id: int) -> list[AgreementPayer]:
    organisation_id = budget.payer_organisation_id if budget and budget.way != "person" else None
    support = (
        AgreementPayer(line_kind="support", organisation_id=organisation_id)
        if organisation_id
        else AgreementPayer(line_kind="support", person_id=person_id)
    )
    travel = (
        AgreementPayer(line_kind="travel", organisation_id=organisation_id)
        if organisation_id and budget and budget.covers_travel
        else AgreementPayer(line_kind="travel", person_id=person_id)
    )
    return [support, travel]
