"""Writing support money down. The site keeps the promise, never the money (section 0 point 4)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from marketplace.brokerage.budgets.models import Budget
from marketplace.kernel.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.people.models import Person


def add_budget(
    session: Session,
    *,
    person: Person,
    way: str,
    weekly_pence: int,
    starts_on: date,
    payer: Organisation | None = None,
    covers_travel: bool = False,
    ends_on: date | None = None,
) -> Budget:
    """Add a person's support money: who looks after it and how much a week, in pence. Raises DomainError without a payer."""
    if way != "person" and payer is None:
        raise DomainError("Say who looks after the money.")
    made = Budget(
        person_id=person.id,
        payer_organisation_id=payer.id if payer else None,
        way=way,
        weekly_pence=weekly_pence,
        covers_travel=covers_travel,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    session.add(made)
    session.flush()
    return made
