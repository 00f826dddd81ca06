"""How a visit was, in somebody's own words."""

from __future__ import annotations

from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from listings.reviews.presenters import AGAIN
from marketplace.kernel.forms import Form


class SayForm(Form):
    """Whether again, and how it was."""

    again = RadioField(
        "Would you have them again?", [InputRequired("Choose yes, it depends, or no.")], choices=list(AGAIN.items())
    )
    words = TextAreaField(
        "How was it?",
        [DataRequired("Write a few words."), Length(max=2000, message="That is too long. Keep it to 2,000 letters.")],
        description="One sentence is enough. Leave out names, yours too.",
    )
