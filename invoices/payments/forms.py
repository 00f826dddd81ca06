"""The form for a payment that came in."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import InputRequired

from marketplace.kernel.forms import DayField, Form, PoundsField, SubmitKeyField

WAYS = [("bank", "Bank transfer"), ("cheque", "Cheque"), ("cash", "Cash"), ("card", "Card, by phone")]


class PaymentForm(Form):
    """How much, when and how; the key makes a double press count once."""

    submit_key = SubmitKeyField()
    pence = PoundsField(
        "How much came in?",
        description="In pounds and pence, like 15.80.",
        validators=[InputRequired("Enter how much came in.")],
    )
    received_on = DayField("What day did it come in?", validators=[InputRequired("Enter the day it came in.")])
    way = RadioField("How was it paid?", choices=WAYS, validators=[InputRequired("Choose how it was paid.")])
