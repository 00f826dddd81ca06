"""The ways a payment may come are those the database takes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint

from invoices.payments.forms import WAYS
from invoices.payments.models import Payment


def test_every_way_on_the_form_is_one_the_database_takes():
    rule = next(
        str(one.sqltext)
        for one in Payment.__table__.constraints
        if isinstance(one, CheckConstraint) and "way" in str(one.sqltext)
    )
    assert rule == "way IN (" + ", ".join(f"'{code}'" for code, _words in WAYS) + ")"
