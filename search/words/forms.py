"""One row of the table of words: a phrase on each line."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from marketplace.kernel.forms import Form

LONGEST = 4000


class MeaningForm(Form):
    """What people say, and what listings say."""

    said = TextAreaField(
        "What people say",
        [InputRequired("Write what people say, one on each line."), Length(max=LONGEST, message="That is too long.")],
        description="One on each line.",
    )
    means = TextAreaField(
        "What we look for as well",
        [InputRequired("Write what listings say, one on each line."), Length(max=LONGEST, message="That is too long.")],
        description="Words that listings use, one on each line.",
    )
