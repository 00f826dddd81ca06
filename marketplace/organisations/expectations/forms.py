"""Writing a version, and saying yes to one."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from marketplace.kernel.forms import Form
from marketplace.organisations.expectations.operations import Written


class PublishForm(Form):
    """What a payer expects. First it is shown as people will read it; it is published on the second press."""

    title = StringField(
        "Title",
        [DataRequired("Write a title."), Length(max=90, message="Use 90 letters at most.")],
        description="For example: Support in Millbrook.",
    )
    covers = TextAreaField(
        "What the money covers",
        [DataRequired("Write what the money covers."), Length(max=6000, message="Use 6,000 letters at most.")],
        description="Leave an empty line between parts.",
    )
    expects = TextAreaField(
        "What you expect",
        [DataRequired("Write what you expect."), Length(max=12_000, message="Use 12,000 letters at most.")],
        description="Of whoever is paid from it. Leave an empty line between parts.",
    )
    seen = HiddenField(default="0", validators=[Regexp(r"[0-9]{1,6}\Z", message="Open the page again.")])
    step = HiddenField(default="look")

    def written(self) -> Written:
        """Return what was filled in."""
        return Written(self.title.data or "", self.covers.data or "", self.expects.data or "")


class AcceptForm(Form):
    """A yes, with the name of whoever gives it."""

    organisation = RadioField("For which organisation?", coerce=int, validators=[InputRequired("Choose which one.")])
    name = StringField(
        "Your full name",
        [DataRequired("Enter your full name."), Length(max=120, message="Use 120 letters at most.")],
        render_kw={"autocomplete": "name"},
    )

    def offer(self, organisations: Sequence[tuple[int, str]]) -> None:
        """Fill in the organisations that have not said yes; where there is one it is not asked for."""
        if len(organisations) < 2:
            del self.organisation
        else:
            self.organisation.choices = list(organisations)
