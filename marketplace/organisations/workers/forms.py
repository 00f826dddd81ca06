"""A worker as their organisation writes them down, their days off, and staff's yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from marketplace.kernel.filters import short_date
from marketplace.kernel.forms import DayField, Form
from marketplace.organisations.models import Worker
from marketplace.organisations.workers import rules
from marketplace.organisations.workers.presenters import KINDS, LABELS, LEVELS, PARTS, WEEKDAYS, month_words

TELL = [("yes", "Yes"), ("no", "No"), ("", "Not told")]
_YES = {True: "yes", False: "no", None: ""}
_TOLD = {"yes": True, "no": False}


def _text(name: str, most: int, hint: str = "", *, long: bool = False) -> Any:
    kind = TextAreaField if long else StringField
    return kind(LABELS[name], [Length(max=most, message=f"Use {most:,} letters at most.")], description=hint)


def _day(number: int) -> SelectMultipleField:
    return SelectMultipleField(WEEKDAYS[number], choices=list(PARTS.items()))


class WorkerForm(Form):
    """Everything that is written of a worker. Never a certificate, its number or what it says (rules W5, W6)."""

    organisation = RadioField("Which organisation?", coerce=int, validators=[InputRequired("Choose which one.")])
    first_name = StringField(
        LABELS["first_name"], [DataRequired("Enter a first name."), Length(max=40, message="Use 40 letters at most.")]
    )
    title = StringField(
        LABELS["title"],
        [DataRequired("Enter what they are called."), Length(max=60, message="Use 60 letters at most.")],
        description="For example: gardener, driver, someone to walk with.",
    )
    kind = RadioField(LABELS["kind"], choices=list(KINDS.items()), validators=[InputRequired("Choose the kind.")])
    about = _text("about", 600, "Two or three sentences. What would someone like to know first?", long=True)
    interests = _text("interests", 300, "With commas between.")
    languages = _text("languages", 300, "With commas between.")
    skills = _text("skills", 300, "With commas between. For example: cooking, forms, using a phone.")
    training = _text("training", 1500, "One on each line, with the year: First aid, 2025", long=True)
    day_0, day_1, day_2, day_3, day_4, day_5, day_6 = (_day(number) for number in range(7))
    bank_holidays = RadioField(LABELS["bank_holidays"], choices=TELL, default="")
    drives = RadioField(LABELS["drives"], choices=TELL[:2], default="no")
    check_level = RadioField(
        LABELS["check_level"], choices=list(LEVELS.items()), validators=[InputRequired("Choose the check.")],
        description="Volunteers often cannot have the enhanced one. Only ask for it where the law lets you.",
    )  # fmt: skip
    check_month = StringField(LABELS["check_month"], description="Like February 2026. No number, and no paper.")
    check_seen_by = _text("check_seen_by", 60, "For example: our manager.")
    update_service = RadioField(LABELS["update_service"], choices=TELL, default="")
    person = SelectField(
        "Who signs in as them?", coerce=int, default=0, description="So that they can write down their own visits."
    )

    def offer(self, people: Sequence[tuple[int, str]], organisations: Sequence[tuple[int, str]] = ()) -> None:
        """Fill in the colleagues who may sign in, and the organisations where there are several to choose from."""
        self.person.choices = [(0, "Nobody"), *people]
        if len(organisations) < 2:
            del self.organisation
        else:
            self.organisation.choices = list(organisations)

    def fill(self, worker: Worker) -> None:
        """Show a worker as they are written down."""
        for name in ("first_name", "title", "kind", "about", "check_level", "check_seen_by"):
            self[name].data = getattr(worker, name)
        for name in rules.LISTS:
            self[name].data = ", ".join(getattr(worker, name) or [])
        for name in ("bank_holidays", "update_service", "drives"):
            self[name].data = _YES[getattr(worker, name)]
        self.training.data = "\n".join(f"{one['name']}, {one['year']}" for one in worker.training or [])
        self.check_month.data = month_words(worker.check_month) if worker.check_month else ""
        self.person.data = worker.person_id or 0
        for number in range(7):
            self[f"day_{number}"].data = list((worker.availability or {}).get(str(number), []))

    def facts(self) -> dict[str, Any]:
        """Return what was filled in, by name."""
        told: dict[str, Any] = {name: self[name].data or "" for name in ("first_name", "title", "kind", "about")}
        told |= {name: rules.words_of(self[name].data or "") for name in rules.LISTS}
        told["training"] = self.courses
        days = {str(number): list(self[f"day_{number}"].data or []) for number in range(7)}
        told["availability"] = {number: parts for number, parts in days.items() if parts}
        told["bank_holidays"] = _TOLD.get(self.bank_holidays.data or "")
        told["drives"] = self.drives.data == "yes"
        seen = self.check_level.data != "none needed"
        told["check_level"] = self.check_level.data
        told["check_month"] = self.month if seen else None
        told["check_seen_by"] = (self.check_seen_by.data or "") if seen else ""
        told["update_service"] = _TOLD.get(self.update_service.data or "") if seen else None
        return told

    def read(self, *, today: date) -> bool:
        """Read the lines of courses and the month, once the form itself is valid; say whether they can be read."""
        self.courses: list[dict[str, Any]] = []
        self.month: date | None = None
        try:
            self.courses = rules.courses(self.training.data or "", this_year=today.year)
        except ValueError as error:
            line = str(error)[:60]
            self.training.errors = [f"Write each course with its year, like First aid, 2025. This one has none: {line}"]
        if self.check_level.data != "none needed":
            self._read_month(today)
        return not self.errors

    def _read_month(self, today: date) -> None:
        try:
            self.month = rules.month_of(self.check_month.data or "")
        except ValueError:
            self.check_month.errors = ["Enter the month of the check, like February 2026."]
        if self.month is not None and self.month > today:
            self.check_month.errors = [f"That month has not come yet. Today is {short_date(today)}."]


class DaysForm(Form):
    """Days on which a worker is away."""

    starts_on = DayField("First day away", validators=[InputRequired("Enter the first day.")])
    ends_on = DayField("Last day away", validators=[InputRequired("Enter the last day.")])

    def validate_ends_on(self, field: DayField) -> None:
        """Refuse days that run backwards."""
        if self.starts_on.data and field.data:
            trouble = rules.days_trouble(starts_on=self.starts_on.data, ends_on=field.data)
            if trouble:
                raise ValidationError(trouble)


class DecideForm(Form):
    """Staff's yes or no to what they saw."""

    seen = HiddenField(validators=[InputRequired("Open the page again and decide once more.")])
    answer = RadioField(
        "Your answer",
        choices=[("yes", "Yes, people may read it"), ("no", "No, not like this")],
        validators=[InputRequired("Choose yes or no.")],
    )
    reason = TextAreaField(
        "If it is no, why?", [Length(max=1000, message="Use 1,000 letters at most.")], description="They read this."
    )
