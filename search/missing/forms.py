"""What somebody looked for and did not find."""

from __future__ import annotations

from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from marketplace.kernel.forms import Form, SubmitKeyField
from marketplace.kernel.postcodes import outcode_of

MOST = 300


class MissingForm(Form):
    """What, and roughly where."""

    submit_key = SubmitKeyField()
    words = TextAreaField(
        "What did you look for?",
        [DataRequired("Write a few words."), Length(max=MOST, message="That is too long. Keep it to 300 letters.")],
        description="Please leave out names, and anything that tells who you are.",
    )
    near = StringField(
        "Roughly where?",
        [Length(max=20, message="That is too long.")],
        description="The first part of a postcode, like SK22. You can leave it empty.",
        render_kw={"autocomplete": "off"},
    )

    def validate_near(self, field: Any) -> None:
        """Refuse what is no postcode: anything else might tell who asked."""
        if field.data and not outcode_of(field.data):
            raise ValidationError("Write the first part of a postcode, like SK22, or leave it empty.")
