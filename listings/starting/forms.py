"""The first few questions: enough to begin a page, no more."""

from __future__ import annotations

from wtforms import EmailField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from listings.models import KINDS
from marketplace.kernel.forms import Form, SubmitKeyField

WHO = {
    "organisation": "An organisation that gives support",
    "peer_group": "A group run by people who have been there",
    "neighbourhood": "A club, a class or a neighbourhood group",
    "alone": "I work for people by myself",
}


class StartForm(Form):
    """Who begins, and what it is called."""

    who = RadioField(
        "What would you like to list?", choices=list(WHO.items()), validators=[InputRequired("Choose one.")]
    )
    name = StringField(
        "What is it called?",
        [InputRequired("Enter its name."), Length(max=120, message="Use 120 letters at most.")],
    )
    phone = StringField("Phone", [Length(max=30, message="Use 30 letters at most.")])
    email = EmailField("Email", [Length(max=120, message="Use 120 letters at most.")])
    submit_key = SubmitKeyField()

    def validate_email(self, field: EmailField) -> None:
        """Take what looks like an address."""
        if field.data and ("@" not in field.data or " " in field.data):
            raise ValidationError("Enter an email address like name@kith.example.")


class AnotherForm(Form):
    """One page more of an organisation."""

    organisation = SelectField("For whom", coerce=int)
    kind = SelectField("What kind of thing it is", choices=list(KINDS.items()))
    name = StringField(
        "What is it called?",
        [InputRequired("Enter its name."), Length(max=120, message="Use 120 letters at most.")],
    )
    submit_key = SubmitKeyField()
