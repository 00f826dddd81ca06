"""Saying yes or no to an agreement."""

from __future__ import annotations

from wtforms import BooleanField

from marketplace.kernel.forms import Form


class AgreeForm(Form):
    """The early-start box, never ticked beforehand (rule C3)."""

    early_start = BooleanField("Start early", default=False)
