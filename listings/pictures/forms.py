"""A picture and its words; and staff's answer."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from marketplace.kernel.forms import FileForm, Form


class PictureForm(FileForm):
    """A file, and what is to be seen in it."""

    picture = FileField(
        "Choose a picture",
        [FileRequired("Choose a picture.")],
        description="A JPEG, PNG, WebP or GIF file of up to 10 MB. Ask everyone who is in it first.",
    )
    words = StringField(
        "What is to be seen?",
        [
            DataRequired("Say what is to be seen, for those who do not see it."),
            Length(max=200, message="Use 200 letters at most."),
        ],
        description="For people who do not see the picture. For example: a bright room with a long table and plants.",
    )


class DecideForm(Form):
    """Staff's yes or no to a picture."""

    answer = RadioField(
        "Your answer",
        choices=[("yes", "Yes, show it"), ("no", "No, not this one")],
        validators=[InputRequired("Choose yes or no.")],
    )
    reason = TextAreaField(
        "If it is no, why?", [Length(max=1000, message="Keep it to 1,000 letters.")], description="They read this."
    )

    def validate_reason(self, field: Any) -> None:
        """Ask for a reason before a no."""
        if self.answer.data == "no" and not field.data:
            raise ValidationError("Say why, in a few plain words.")
