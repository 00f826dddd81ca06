"""The shape of what a visitor may choose about the look."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField


class LookForm(FlaskForm):
    """Colours and text size. An empty choice follows the device, or is the ordinary size."""

    theme = RadioField(
        "Colours",
        choices=[("", "The same as my device"), ("light", "Light"), ("dark", "Dark")],
        default="",
        validate_choice=True,
    )
    text = RadioField(
        "Text size",
        choices=[("", "Ordinary"), ("large", "Large"), ("largest", "Largest")],
        default="",
        validate_choice=True,
    )

    @property
    def choice(self) -> str:
        """Return what goes in the cookie, the way `look.chosen` reads it."""
        return f"{self.theme.data or ''}.{self.text.data or ''}"
