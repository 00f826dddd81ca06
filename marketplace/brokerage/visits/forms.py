"""Planning a visit, writing down what happened, and saying what is not right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from marketplace.kernel.clock import from_london
from marketplace.kernel.forms import ClockField, DayField, Form, MilesField, SubmitKeyField

TRAVEL = [("bus", "Bus, train or walking"), ("car", "In my worker’s car")]


class PlanForm(Form):
    """A visit: who, when, what for, how you get about."""

    worker = SelectField("Which worker?", coerce=int, choices=[])
    day = DayField("Which day?", validators=[InputRequired("Enter the day.")])
    start = ClockField(
        "From", validators=[InputRequired("Enter the time it starts.")], description="For example 10:00 or 2.30 pm"
    )
    end = ClockField("To", validators=[InputRequired("Enter the time it ends.")])
    task = StringField("What for?", [Length(max=120)])
    travel = RadioField("How will you get about?", choices=TRAVEL, default="bus")
    miles = MilesField(
        "If by car, about how many miles each way?",
        description="For example 7. You pay for the miles you agree afterwards.",
    )
    higher = BooleanField("Yes, book at this price", default=False)
    step = HiddenField(default="look")
    submit_key = SubmitKeyField()

    def offer(self, workers: Sequence[tuple[int, str]]) -> None:
        """Fill in the workers to choose from."""
        self.worker.choices = list(workers)

    def validate_end(self, field: ClockField) -> None:
        """Read the two times; a visit that ends before it starts by the clock ends the next day."""
        if self.day.data is None or self.start.data is None or field.data is None:
            return
        if field.data == self.start.data:
            raise ValidationError("The visit must end after it starts.")
        self.starts_at = from_london(self.day.data, self.start.data)
        last = self.day.data + timedelta(days=1 if field.data < self.start.data else 0)
        self.ends_at = from_london(last, field.data)


class RecordForm(Form):
    """What happened, on a worker's phone."""

    day = DayField("Day", validators=[InputRequired("Enter the day.")])
    start = ClockField("Started", validators=[InputRequired("Enter the time it started.")])
    end = ClockField("Ended", validators=[InputRequired("Enter the time it ended.")])
    miles = MilesField("Miles in your car", description="With at most one decimal, like 14.2")
    what_was_done = TextAreaField("What you did together", [Length(max=500)])

    def validate_end(self, field: ClockField) -> None:
        """Read the two times as London times; over midnight ends the next day."""
        if self.day.data is None or self.start.data is None or field.data is None:
            return
        if field.data == self.start.data:
            raise ValidationError("The visit must end after it started.")
        self.started_at = from_london(self.day.data, self.start.data)
        last = self.day.data + timedelta(days=1 if field.data < self.start.data else 0)
        self.ended_at = from_london(last, field.data)


class AgreeForm(Form):
    """Agree one version of what was written down."""

    version = HiddenField(validators=[InputRequired(), Regexp(r"[0-9]{1,6}\Z")])

    @property
    def number(self) -> int:
        """Return the version that the page showed."""
        return int(self.version.data or "0")


class NotRightForm(AgreeForm):
    """Say what is not right, in one or two ticks."""

    times = BooleanField("The times")
    miles = BooleanField("The miles")
    words = TextAreaField("In your own words, if you like", [Length(max=500)])
