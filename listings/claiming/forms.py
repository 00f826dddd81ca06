"""What somebody says of a page that is theirs, the code that proves it, and staff's answer."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from marketplace.kernel.forms import Form

TOO_LONG = "Keep it to 1,000 letters."


class ClaimForm(Form):
    """For which organisation, and how they belong to the page."""

    organisation_id = RadioField(
        "Which organisation runs it?", coerce=int, validators=[InputRequired("Choose the organisation.")]
    )
    words = TextAreaField(
        "How do you belong to it?",
        [DataRequired("Write a few words about how you belong to it."), Length(max=1000, message=TOO_LONG)],
        description="For example: I run the group. Say who we can ask, if there is someone.",
    )


class CodeForm(Form):
    """The code that went to the address on the page."""

    code = StringField(
        "Code",
        [DataRequired("Type the code."), Length(max=40, message="That is too long.")],
        description="Eight letters and figures, like KTB7-9QPX.",
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false"},
    )


class DecideForm(Form):
    """Staff's yes or no to a claim."""

    answer = RadioField(
        "Your answer",
        choices=[("yes", "Yes, the page is theirs"), ("no", "No")],
        validators=[InputRequired("Choose yes or no.")],
    )
    how_checked = TextAreaField(
        "If it is yes, how did you check?",
        [Length(max=1000, message=TOO_LONG)],
        description="For example: rang the number on the page and asked.",
    )
    reason = TextAreaField("If it is no, why?", [Length(max=1000, message=TOO_LONG)], description="They read this.")

    def validate_how_checked(self, field: Any) -> None:
        """Ask how it was checked before a yes."""
        if self.answer.data == "yes" and not field.data:
            raise ValidationError("Write how you checked that the page is theirs.")

    def validate_reason(self, field: Any) -> None:
        """Ask for a reason before a no."""
        if self.answer.data == "no" and not field.data:
            raise ValidationError("Say why, in a few plain words.")
