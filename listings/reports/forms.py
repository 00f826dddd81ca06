"""What somebody tells us about a listing."""

from __future__ import annotations

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from listings.reports.models import KINDS
from marketplace.kernel.forms import Form, SubmitKeyField

MOST = 1000


class ReportForm(Form):
    """What is wrong, in their own words, and how to answer if they want an answer."""

    submit_key = SubmitKeyField()
    kind = RadioField("What would you like to tell us?", [InputRequired("Choose one.")], choices=list(KINDS.items()))
    words = TextAreaField(
        "Tell us more",
        [DataRequired("Write a few words."), Length(max=MOST, message="That is too long. Keep it to 1,000 letters.")],
        description="Please leave out the names of people.",
    )
    reach = StringField(
        "How can we answer you?",
        [Length(max=120, message="That is too long.")],
        description="A phone number or an email. You can leave it empty. We wipe it once we have dealt with this.",
        render_kw={"autocomplete": "off"},
    )
