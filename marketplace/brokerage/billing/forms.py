"""Running a month."""

from __future__ import annotations

from wtforms import HiddenField
from wtforms.validators import InputRequired

from marketplace.kernel.forms import Form


class MonthForm(Form):
    """The month to make invoices for, as the page showed it."""

    month = HiddenField(validators=[InputRequired()])
