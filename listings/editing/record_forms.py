"""When it is on, what is sold by the hour, at what price, on which days at the higher one: one record at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from listings.editing.forms import day_in
from listings.presenters import WEEKDAYS
from marketplace.kernel.forms import ClockField, DayField, Form, HoursField, PoundsField, WholeField

OFTEN = {
    "week": "Every week", "two": "Every second week", "1": "The first in the month", "2": "The second in the month",
    "3": "The third in the month", "4": "The fourth in the month", "-1": "The last in the month",
    "once": "Once, on one day",
}  # fmt: skip
MOST_PENCE = 100_000
"""No hour and no mile costs more than £1,000: a slip of a key is told."""


class TimeForm(Form):
    """One time at which it is on."""

    often = SelectField("How often", choices=list(OFTEN.items()))
    weekday = SelectField("Day of the week", choices=[(str(at), name) for at, name in enumerate(WEEKDAYS)], coerce=str)
    opens_at = ClockField("From", validators=[InputRequired("Enter a time like 14:00 or 2.30 pm.")])
    closes_at = ClockField("To")
    starts_on = DayField(
        "First day", description="Needed for every second week, and for what is on once. Else leave it empty."
    )
    ends_on = DayField("Last day", description="Leave it empty if it goes on.")
    note = StringField(
        "A few words", [Length(max=80, message="Use 80 letters at most.")], description="Like: term time."
    )

    def validate_starts_on(self, field: DayField) -> None:
        """Ask for the day where the rest cannot be counted without it."""
        if field.data is None and self.often.data in {"two", "once"}:
            raise ValidationError("Enter the first day, like 31/8/2026.")

    def validate_closes_at(self, field: ClockField) -> None:
        """Tell a slip: it ends on the day on which it begins."""
        if field.data is not None and self.opens_at.data is not None and field.data <= self.opens_at.data:
            raise ValidationError("It must end after it begins.")

    def validate_ends_on(self, field: DayField) -> None:
        """Tell days the wrong way round."""
        if field.data is not None and self.starts_on.data is not None and field.data < self.starts_on.data:
            raise ValidationError("The last day comes before the first one.")

    def record(self) -> dict[str, Any]:
        """Return it as a version of a page keeps it."""
        often, first, last = self.often.data or "week", self.starts_on.data, self.ends_on.data
        once = often == "once"
        return {
            "weekday": first.weekday() if once and first else int(self.weekday.data or 0),
            "opens_at": f"{self.opens_at.data:%H:%M}",
            "closes_at": f"{self.closes_at.data:%H:%M}" if self.closes_at.data else None,
            "every_weeks": 2 if often == "two" else 1,
            "week_of_month": int(often) if often.lstrip("-").isdigit() else None,
            "starts_on": first.isoformat() if first else None,
            "ends_on": first.isoformat() if once and first else last.isoformat() if last else None,
            "note": self.note.data or "",
        }


class OfferForm(Form):
    """What is sold by the hour."""

    name = StringField(
        "What you sell", [InputRequired("Say what you sell, like: Support by the hour."), Length(max=80)],
        description="Like: Support by the hour.",
    )  # fmt: skip
    tasks = StringField(
        "What people can choose", [Length(max=400, message="Use 400 letters at most.")],
        description="With commas between, like: Shopping and cooking, Bills and post.",
    )  # fmt: skip
    personal_care = RadioField(
        "Do you help with eating, drinking, the toilet, washing, dressing, mouth, skin, hair or nails?",
        choices=[("yes", "Yes"), ("no", "No")], validators=[InputRequired("Choose yes or no.")],
        description="Reminding someone and watching over it counts too. For this the law asks for the care regulator’s number. "
        "Without the number nobody sees this offer.",
    )  # fmt: skip

    def record(self) -> dict[str, Any]:
        """Return it as a version of a page keeps it, without its prices."""
        tasks = dict.fromkeys(part.strip()[:60] for part in (self.tasks.data or "").split(",") if part.strip())
        return {"name": self.name.data, "tasks": list(tasks), "personal_care": self.personal_care.data == "yes"}

    def fill(self, offer: Mapping[str, Any]) -> None:
        """Show an offer as it is."""
        self.name.data, self.tasks.data = offer["name"], ", ".join(offer["tasks"])
        self.personal_care.data = "yes" if offer["personal_care"] else "no"


def _pence(label: str, hint: str = "") -> PoundsField:
    return PoundsField(label, validators=[Optional()], description=hint)


def _whole(label: str, most: int, hint: str = "", *, least: int = 0) -> WholeField:
    bounds = NumberRange(least, most, message=f"Enter a whole number from {least} to {most}.")
    return WholeField(label, [Optional(), bounds], description=hint)


class PriceForm(Form):
    """The whole price from a day on, every part that must be paid together (rule C7)."""

    valid_from = DayField("From which day", validators=[InputRequired("Enter the first day, like 1/8/2026.")])
    valid_to = DayField("Until which day", description="Leave it empty if it goes on.")
    pence_per_hour = PoundsField("An hour", validators=[InputRequired("Enter the price of an hour, like 22.")])
    bank_holiday_pence_per_hour = _pence("An hour on bank holidays", "Leave it empty if it is the same.")
    night_pence_per_hour = _pence("An hour at night", "Leave it empty if it is the same.")
    night_from = ClockField("Night begins at")
    night_to = ClockField("Night ends at")
    weekend_pence_per_hour = _pence("An hour at weekends", "Leave it empty if it is the same.")
    pence_per_mile = _pence("A mile in your car", "In pounds, like 0.50. Leave it empty if you charge nothing.")
    minimum_minutes = HoursField(
        "Shortest visit, in hours", description="Like 1 or 0.5. Leave it empty if any will do."
    )
    higher_reason = StringField(
        "Why some days cost more", [Length(max=200, message="Use 200 letters at most.")],
        description="One sentence. People read it beside the price.",
    )  # fmt: skip
    notice_days = _whole("Days’ notice to cancel for nothing", 28, "Most say 7.")
    free_to_move_hours = _whole(
        "Hours before a visit up to which it can be moved for nothing", 672, "Leave it empty if it is the same notice."
    )
    saved_hours_policy = SelectField(
        "Hours saved for later",
        choices=[
            ("charge_when_used", "Saving costs nothing, and the hour is paid when it is used"),
            ("paid_when_planned", "The hour is paid when it was planned, and using it later costs nothing more"),
        ],
    )
    saved_hours_limit_minutes = HoursField("Most hours somebody can save", description="Leave it empty for no limit.")
    saved_hours_use_by_months = _whole(
        "Use saved hours within how many months", 60, "Leave it empty for no end.", least=1
    )

    AMOUNTS = ("pence_per_hour", "bank_holiday_pence_per_hour", "night_pence_per_hour", "weekend_pence_per_hour",
               "pence_per_mile")  # fmt: skip
    PLAIN = (*AMOUNTS, "minimum_minutes", "higher_reason", "notice_days", "free_to_move_hours", "saved_hours_policy",
             "saved_hours_limit_minutes", "saved_hours_use_by_months")  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each amount and the night; say one sentence beside the field it is about."""
        good = bool(super().validate(extra_validators))
        for name in self.AMOUNTS:
            if self[name].data is not None and self[name].data > MOST_PENCE:
                self[name].errors = ["Enter an amount up to £1,000."]
                good = False
        if self.night_pence_per_hour.data is not None and None in (self.night_from.data, self.night_to.data):
            self.night_from.errors = ["Say when the night begins and ends, like 22:00 and 7:00."]
            good = False
        return good

    def record(self) -> dict[str, Any]:
        """Return it as a version of a page keeps it, without its days at the higher price."""
        told: dict[str, Any] = {name: self[name].data for name in self.PLAIN}
        told["minimum_minutes"] = told["minimum_minutes"] or 0
        told["notice_days"] = 7 if told["notice_days"] is None else told["notice_days"]
        told["higher_reason"] = told["higher_reason"] or ""
        for name in ("night_from", "night_to"):
            told[name] = f"{self[name].data:%H:%M}" if self[name].data else None
        for name in ("valid_from", "valid_to"):
            told[name] = self[name].data.isoformat() if self[name].data else None
        return told

    def fill(self, price: Mapping[str, Any], *, days: bool = True) -> None:
        """Show a price as it is; without its days where it is the pattern for the next one."""
        for name in self.PLAIN:
            self[name].data = price.get(name)
        for name in ("night_from", "night_to"):
            self[name].process_formdata([price[name] or ""])
        for name in ("valid_from", "valid_to") if days else ():
            self[name].data = date.fromisoformat(price[name]) if price[name] else None


class DaysForm(Form):
    """Which days have the bank-holiday price: the nation's own, days beside them, days of one's own choosing."""

    listed = SelectMultipleField("Bank holidays and days beside them")
    more = TextAreaField(
        "Other days", [Length(max=1000, message="Use 1,000 letters at most.")],
        description="One in each line, the day first, like: 24/12/2026 Christmas Eve.",
    )  # fmt: skip

    def validate_more(self, field: TextAreaField) -> None:
        """Take a day, then its name."""
        for line in (field.data or "").splitlines():
            if line.strip() and day_in(line.split(maxsplit=1)[0]) is None:
                raise ValidationError(f"“{line.strip()[:30]}” does not begin with a day. Write it like 24/12/2026.")

    def own(self) -> dict[str, str]:
        """Return the days typed: ISO date → name."""
        found = {}
        for line in (self.more.data or "").splitlines():
            if line.strip():
                day, _, name = line.strip().partition(" ")
                read = day_in(day)
                if read is not None:
                    found[read.isoformat()] = name.strip()[:60] or "A day at the higher price"
        return found
