"""Inviting somebody to help, and using a code."""

from __future__ import annotations

from wtforms import BooleanField, EmailField, HiddenField, RadioField, StringField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, ValidationError

from marketplace.kernel.forms import DayField, Form, PoundsField, SubmitKeyField
from marketplace.people.helping.presenters import KINDS


class InviteForm(Form):
    """Who, what they may do, until when."""

    called = StringField(
        "Who is it?",
        [DataRequired("Write who it is."), Length(max=60, message="Use 60 letters at most.")],
        description="For example: my sister. Only you see this.",
    )
    kind = RadioField(
        "How may they help?",
        choices=[(key, words) for key, words in KINDS.items() if key != "lawful_representative"],
        validators=[InputRequired("Choose how they may help.")],
    )
    may_buy = BooleanField("They may say yes to support for me")
    may_pay = BooleanField("They may agree visits and miles, and so what is paid")
    limit = PoundsField(
        "The most that one thing may cost", description="In pounds, for example 50. You can leave this empty."
    )
    ends_on = DayField("Until which day?", description="You can leave this empty, and stop it at any time.")
    email = EmailField(
        "Shall we mail them the code?",
        [Optional(), Email("Enter an email address like name@example.org."), Length(max=200)],
        description="Their address, if you like. Or give them the code yourself.",
    )
    submit_key = SubmitKeyField()

    def validate_kind(self, field: RadioField) -> None:
        """Someone who looks after things must be allowed something."""
        if field.data == "nominee" and not (self.may_buy.data or self.may_pay.data):
            raise ValidationError("Tick what they may do for you.")


class CodeForm(Form):
    """A code, typed in; then a yes."""

    code = StringField(
        "Your code",
        [
            DataRequired("Type the code you were given."),
            Length(max=20, message="A code has eight letters and numbers."),
        ],
        description="Eight letters and numbers, like KTB7-9QPX.",
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    step = HiddenField(default="look")
