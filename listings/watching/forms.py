"""What staff write of a listing they keep an eye on."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from listings.watching.rules import listing_number
from marketplace.kernel.forms import DayField, Form

TOO_LONG = "Keep it to 1,000 letters."


class WatchForm(Form):
    """A listing, why to keep an eye on it, and when to look again."""

    listing = StringField(
        "Which page?",
        [DataRequired("Write the number or the address of the page."), Length(max=200, message="That is too long.")],
        description="Its number or its address, like /listings/12.",
    )
    why = TextAreaField(
        "Why?",
        [DataRequired("Write why, in a few words."), Length(max=1000, message=TOO_LONG)],
        description="Only staff of this site read it. Leave out the names of people.",
    )
    look_again_on = DayField("Look again on", validators=[InputRequired("Enter a day like 31/8/2026.")])

    def validate_listing(self, field: Any) -> None:
        """Refuse what names no page."""
        if listing_number(field.data or "") is None:
            raise ValidationError("Write the number or the address of the page, like 12 or /listings/12.")


class EndForm(Form):
    """What was found; or another day to look again."""

    answer = RadioField(
        "What now?",
        choices=[("end", "I have looked. Take it off the list"), ("later", "Look again on another day")],
        validators=[InputRequired("Choose one.")],
    )
    found = TextAreaField(
        "What did you find?",
        [Length(max=1000, message=TOO_LONG)],
        description="Needed to take it off the list. It is kept with the page.",
    )
    look_again_on = DayField("If later, on which day?")

    def validate_found(self, field: Any) -> None:
        """Ask for what was found where it ends."""
        if self.answer.data == "end" and not field.data:
            raise ValidationError("Write what you found.")

    def validate_look_again_on(self, field: Any) -> None:
        """Ask for a day where it is to be looked at later."""
        if self.answer.data == "later" and field.data is None:
            raise ValidationError("Enter a day like 31/8/2026.")
