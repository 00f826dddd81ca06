"""How to contact me, and the help I need to communicate. Nothing here asks about health."""

from __future__ import annotations

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from marketplace.kernel.forms import Form
from marketplace.people.preferences.presenters import NEEDS, WAYS


class ContactForm(Form):
    """One way to be reached, a time, and whatever helps."""

    way = RadioField(
        "How should we reach you?", choices=list(WAYS.items()), validators=[InputRequired("Choose how to reach you.")]
    )
    best_time = StringField(
        "Is there a good time?",
        [Length(max=80, message="Use 80 letters at most.")],
        description="For example: after 2 pm.",
    )
    needs = SelectMultipleField("What helps you to read, listen or talk?", choices=list(NEEDS.items()))
    language = StringField(
        "Is there a language you like best?",
        [Length(max=40, message="Use 40 letters at most.")],
        description="For example: Welsh, Urdu, Polish.",
    )
    other_help = TextAreaField(
        "Is there anything else that helps?",
        [Length(max=300, message="Use 300 letters at most.")],
        description="You can leave this empty. Whoever you ask for support sees it.",
    )
