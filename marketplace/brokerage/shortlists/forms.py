"""A note, sharing, and sending a link."""

from __future__ import annotations

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, ValidationError

from marketplace.brokerage.shortlists.rules import MOST_NOTE, mobile
from marketplace.kernel.forms import Form, SubmitKeyField


def _one_sign_a_line(text: str | None) -> str | None:
    """Return a text whose lines end as they are counted on the page: a browser sends two signs for each."""
    return text.replace("\r\n", "\n") if text else text


class NoteForm(Form):
    """One's own words on a thing."""

    note = TextAreaField(
        "Your note",
        [Length(max=MOST_NOTE, message=f"Use {MOST_NOTE} letters at most.")],
        description="Only you see it, unless you share it.",
        filters=[_one_sign_a_line],
    )


class ShareForm(Form):
    """Whether notes go with the copy."""

    with_notes = BooleanField("Show my notes too")
    submit_key = SubmitKeyField()


class SendForm(Form):
    """How a link goes, and where to."""

    way = RadioField(
        "How should it go?",
        choices=[("email", "By email"), ("text", "By text")],
        default="email",
        validators=[InputRequired("Choose how to send it.")],
    )
    to = StringField(
        "Email address or mobile number",
        [DataRequired("Enter an email address or a mobile number."), Length(max=200, message="That is too long.")],
        description="We use it to send this link, and for nothing else.",
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    submit_key = SubmitKeyField()

    def validate_to(self, field: StringField) -> None:
        """Hold that the address fits the way."""
        if self.way.data == "text":
            if not mobile(field.data or ""):
                raise ValidationError("Enter a mobile number like 07700 900123.")
        else:
            Email("Enter an email address like name@example.org.")(self, field)

    @property
    def place(self) -> str:
        """Return where the link goes: an address, or a number without spaces."""
        return mobile(self.to.data or "") if self.way.data == "text" else str(self.to.data)
