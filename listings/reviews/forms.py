"""What an organisation answers, and what staff decide."""

from __future__ import annotations

from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from marketplace.kernel.forms import Form

MOST = 1500


class AnswerForm(Form):
    """The organisation's one answer."""

    words = TextAreaField(
        "Your answer",
        [DataRequired("Write a few words."), Length(max=MOST, message="That is too long. Keep it to 1,500 letters.")],
        description="Leave out names, and anything private of the person. Thank them if you can.",
    )


class DecideForm(Form):
    """The yes or no of staff to what they read."""

    seen = HiddenField()
    answer = RadioField(
        "Your answer",
        choices=[("yes", "Yes, show it"), ("no", "No, not like this")],
        validators=[InputRequired("Choose yes or no.")],
    )
    reason = TextAreaField(
        "If it is no, why?",
        [Length(max=1000, message="Use 1,000 letters at most.")],
        description="Whoever wrote it reads this.",
    )


class TakeOffForm(Form):
    """What is shown no more, and why."""

    what = RadioField(
        "What do you take off?",
        choices=[("words", "What the person said, and the answer with it"), ("answer", "The answer alone")],
        default="words",
        validators=[InputRequired("Choose one.")],
    )
    why = TextAreaField(
        "Why?",
        [DataRequired("Say why, in a few plain words."), Length(max=1000, message="Use 1,000 letters at most.")],
        description="Whoever wrote it reads this.",
    )
