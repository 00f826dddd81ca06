"""Reading support money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from marketplace.brokerage.budgets.models import Budget
from marketplace.kernel.errors import NotFoundError


def budgets_of(session: Session, *, person_id: int, on: date) -> Sequence[Budget]:
    """Return a person's support money in force on a day."""
    return session.scalars(
        select(Budget)
        .where(Budget.person_id == person_id, Budget.starts_on <= on)
        .where(or_(Budget.ends_on.is_(None), Budget.ends_on >= on))
        .order_by(Budget.id)
    ).all()


def own_budget(session: Session, *, budget_id: int, person_id: int) -> Budget:
    """Return one budget of a person's own. Raises NotFoundError."""
    found = session.scalar(select(Budget).where(Budget.id == budget_id, Budget.person_id == person_id))
    if found is None:
        raise NotFoundError
    return found
