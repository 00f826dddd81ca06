"""What someone has now, and what they would like to spend. Sent in the address, so that it can be kept, printed and shared."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import IntegerField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from listings.models import LIFE_AREAS
from marketplace.kernel.forms import ClockField, Form, HoursField, MilesField, PoundsField

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_PENCE = 1_000_000
MOST_SIDE_BY_SIDE = 4


class AskedForm(Form):
    """A form that is read from the address and changes nothing."""

    class Meta(Form.Meta):
        """No token: nothing is written."""

        csrf = False

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:  # noqa: ARG002 - the library's own signature
            """Take what the address holds."""
            return request.args or None

    def asked(self) -> bool:
        """Say whether anything was filled in that can be worked with; the problems are on the form."""
        return bool(request.args) and self.validate()


class InsteadForm(AskedForm):
    """A week as it is now."""

    have = IntegerField("", [Optional(), NumberRange(1, 2**31 - 1)])
    name = StringField(
        "What do you have now?", [Length(max=80)], description="For example: day centre. You can leave it out."
    )
    area = SelectMultipleField("What does it help with?", choices=list(LIFE_AREAS.items()))
    day = SelectMultipleField(
        "On which days?",
        [InputRequired("Tick the days you have it.")],
        choices=[(str(at), name) for at, name in enumerate(DAYS)],
    )
    start = ClockField("From what time?", [InputRequired("Enter a time like 10:00.")])
    hours = HoursField("How many hours each time?", [InputRequired("Enter hours, like 2 or 1.5.")])
    cost = PoundsField("What does it cost in a week?", description="In pounds. You can leave it out.")
    miles = MilesField(
        "Miles in a worker’s car each time", description="There and back. Leave it out if you go by bus or on foot."
    )
    near = StringField("Postcode or town", [Length(max=40)])
    pick = SelectMultipleField("", choices=[], validate_choice=False, coerce=str)

    def validate_hours(self, field: HoursField) -> None:
        """Hold a visit to a day at most."""
        if field.data is not None and not 15 <= field.data <= 24 * 60:
            raise ValidationError("Enter hours from 0.25 to 24.")

    def validate_cost(self, field: PoundsField) -> None:
        """Tell a slip of a key."""
        _sensible(field)


class MoneyForm(AskedForm):
    """An amount a week."""

    weekly = PoundsField(
        "How much a week?", [InputRequired("Enter an amount, like 60.")], description="In pounds, like 60."
    )
    near = StringField("Postcode or town", [Length(max=40)])

    def validate_weekly(self, field: PoundsField) -> None:
        """Tell a slip of a key."""
        _sensible(field)


def _sensible(field: PoundsField) -> None:
    if field.data is not None and field.data > MOST_PENCE:
        raise ValidationError("Enter an amount up to £10,000 a week.")
