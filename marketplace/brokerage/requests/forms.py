"""What a person fills in to ask, and a provider to answer. No question about health or a council (row B11)."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from marketplace.kernel.forms import DayField, Form, SubmitKeyField

OWN = "own"


class AskForm(Form):
    """What would help, how much, from when, who pays."""

    tasks = SelectMultipleField("What would you like help with?", choices=[], validate_choice=True)
    words = TextAreaField(
        "In your own words, if you like", [Length(max=1000)], description="You can write as little as you like."
    )
    hours = StringField(
        "About how many hours a week?",
        [InputRequired("Say about how many hours a week.")],
        description="For example 2 or 1.5. You can change it later.",
    )
    when_words = StringField(
        "Which days and times suit you?", [Length(max=200)], description="For example: weekday mornings."
    )
    starts_on = DayField("From which day?", validators=[InputRequired("Enter the day you would like to start.")])
    worker_wish = TextAreaField(
        "What would you like in a worker?", [Length(max=500)], description="Only the people you ask will read it."
    )
    money = RadioField(
        "Who pays for the support?", choices=[], validators=[InputRequired("Choose who pays for the support.")]
    )
    submit_key = SubmitKeyField()

    def offer(self, tasks: Sequence[str], money: Sequence[tuple[str, str]]) -> None:
        """Fill in the choices of this provider and this person; one way to pay is chosen for them."""
        self.tasks.choices = [(task, task) for task in tasks]
        self.money.choices = [*money, (OWN, "I pay for it myself")]

    def validate_hours(self, field: StringField) -> None:
        """Read hours with a half or quarter; at least half an hour a week, at most a whole week."""
        try:
            whole, _, part = (field.data or "").replace(",", ".").partition(".")
            minutes = int(whole or "0") * 60 + round(int((part or "0").ljust(2, "0")[:2]) * 60 / 100)
        except ValueError:
            raise ValidationError("Enter hours as a number, like 2 or 1.5.") from None
        if not 30 <= minutes <= 168 * 60:
            raise ValidationError("Enter hours from 0.5 to 168.")
        self.weekly_minutes = minutes

    def validate_tasks(self, field: SelectMultipleField) -> None:
        """Ask for one of the two ways of saying it."""
        if not field.data and not self.words.data:
            raise ValidationError("Tick what would help, or say it in your own words.")


class AnswerForm(Form):
    """A provider's yes with its terms, or its no with a reason."""

    answer = RadioField(
        "Your answer",
        choices=[("yes", "Yes, we can do this"), ("no", "No, not this time")],
        validators=[InputRequired("Choose yes or no.")],
    )
    note = TextAreaField("A few words to them", [Length(max=1000)], description="If it is no, say why in plain words.")
    terms = TextAreaField("Terms of the agreement", [Length(max=5000)])

    def validate_note(self, field: TextAreaField) -> None:
        """Ask for a reason with a no."""
        if self.answer.data == "no" and not field.data:
            raise ValidationError("Say why, in a few plain words.")
