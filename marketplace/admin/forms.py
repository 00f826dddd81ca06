"""One button."""

from __future__ import annotations

from marketplace.kernel.forms import Form


class PressForm(Form):
    """One button."""
