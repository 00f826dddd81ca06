"""What staff write of a story."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp, ValidationError

from listings.stories.rules import listing_numbers
from marketplace.kernel.forms import DayField, Form, SubmitKeyField

TOO_LONG = "That is too long."


class StoryForm(Form):
    """A story and the day its teller said yes."""

    submit_key = SubmitKeyField()
    title = StringField(
        "Title",
        [DataRequired("Write a title."), Length(max=90, message=TOO_LONG)],
        description="Without a name, and without words about health. Browsers keep titles.",
    )
    first_name = StringField("First name", [DataRequired("Write a first name."), Length(max=40, message=TOO_LONG)])
    changed_name = BooleanField("This is not their own name")
    words = TextAreaField(
        "Their story",
        [DataRequired("Write the story."), Length(max=8000, message=TOO_LONG)],
        description="In their own words. Leave an empty line between parts.",
    )
    said_yes_on = DayField(
        "The day they said yes to showing this here",
        validators=[Optional()],
        description="Leave it empty until they have. It cannot be shown before.",
    )
    video_url = StringField(
        "Link to a video, if there is one",
        [
            Length(max=300, message=TOO_LONG),
            Optional(),
            Regexp(r"https://[\w.-]+\.\w+(?:/\S*)?\Z", message="Write a link that starts with https://"),
        ],
        description="The video itself must have captions.",
    )
    transcript = TextAreaField(
        "Every word of the video",
        [Length(max=20_000, message=TOO_LONG)],
        description="Needed when there is a video: not everyone can hear it.",
    )
    about = TextAreaField(
        "The listings it is about",
        [Length(max=2000, message=TOO_LONG)],
        description="The number or the address of each, one on each line.",
    )

    def validate_about(self, field: Any) -> None:
        """Refuse what is no number of a listing."""
        try:
            listing_numbers(field.data or "")
        except ValueError:
            raise ValidationError("Write the number or the address of each listing, one on each line.") from None
