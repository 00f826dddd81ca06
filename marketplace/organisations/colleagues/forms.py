"""Asking a colleague in."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import EmailField, RadioField
from wtforms.validators import DataRequired, Email, InputRequired, Length

from marketplace.kernel.forms import Form, SubmitKeyField
from marketplace.organisations.colleagues.presenters import ROLES


class InviteForm(Form):
    """Where to mail, for which organisation, and what they will do."""

    organisation = RadioField("Which organisation?", coerce=int, validators=[InputRequired("Choose which one.")])
    email = EmailField(
        "Their email address",
        [
            DataRequired("Enter their email address."),
            Email("Enter an email address like name@kith.example."),
            Length(max=200, message="Use 200 letters at most."),
        ],
        description="We mail them a link. Only who signs in with this address can use it.",
    )
    role = RadioField(
        "What will they do?", choices=list(ROLES.items()), validators=[InputRequired("Choose what they will do.")]
    )
    submit_key = SubmitKeyField()

    def offer(self, organisations: Sequence[tuple[int, str]]) -> None:
        """Fill in the organisations; where there is one it is not asked for."""
        if len(organisations) == 1:
            del self.organisation
        else:
            self.organisation.choices = list(organisations)
