"""What someone may change about themselves."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from marketplace.kernel.forms import Form
from marketplace.kernel.postcodes import normal_postcode


class AboutForm(Form):
    """Name, phone, postal address."""

    known_as = StringField(
        "What should we call you?",
        [DataRequired("Tell us what to call you."), Length(max=60, message="Use 60 letters at most.")],
    )
    full_name = StringField(
        "Your full name",
        [DataRequired("Enter your full name."), Length(max=120, message="Use 120 letters at most.")],
        description="It goes on agreements and invoices.",
        render_kw={"autocomplete": "name"},
    )
    phone = StringField(
        "Phone number",
        [Length(max=30, message="Use 30 numbers at most.")],
        description="Only if you like. For texts and calls you ask for.",
        render_kw={"autocomplete": "tel", "inputmode": "tel"},
    )
    address = TextAreaField(
        "Address",
        [Length(max=300, message="Use 300 letters at most.")],
        description="Only if you like. It goes on invoices and letters.",
    )
    postcode = StringField("Postcode", [Length(max=10, message="Enter a postcode like M33 4BR.")])

    def validate_phone(self, field: StringField) -> None:
        """Take numbers, spaces, + and brackets, with ten digits or more."""
        text = field.data or ""
        if text and (set(text) - set("0123456789 +()-") or sum(one.isdigit() for one in text) < 10):
            raise ValidationError("Enter a phone number like 01632 960 001.")

    def validate_postcode(self, field: StringField) -> None:
        """Write a postcode the usual way."""
        text = field.data or ""
        if text and not normal_postcode(text):
            raise ValidationError("Enter a postcode like M33 4BR.")
        field.data = normal_postcode(text) if text else ""
