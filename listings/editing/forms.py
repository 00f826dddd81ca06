"""The facts of a page as its organisation writes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from listings.editing.presenters import LABELS
from listings.editing.rules import CODES, DAY_LISTS, DAYS, LISTS, NUMBERS, PLAIN, YES_NO
from listings.models import GETTING_IN, GETTING_THERE, KINDS, LIFE_AREAS, MONEY_WAYS, WAYS_GIVEN
from listings.regulator.rules import number_trouble
from marketplace.kernel.forms import DayField, Form, PoundsField, WholeField
from marketplace.kernel.postcodes import normal_postcode, place

TELL = [("yes", "Yes"), ("no", "No"), ("", "Not told")]
_YES = {True: "yes", False: "no", None: ""}
MOST_DOOR_PENCE = 100_000
COMMAS = "With commas between."


def _short(name: str, most: int = 200, hint: str = "") -> StringField:
    return StringField(LABELS[name], [Length(max=most, message=f"Use {most} letters at most.")], description=hint)


def _long(name: str, most: int = 3000, hint: str = "") -> TextAreaField:
    return TextAreaField(LABELS[name], [Length(max=most, message=f"Use {most:,} letters at most.")], description=hint)


def _ticks(name: str, table: Mapping[str, str]) -> SelectMultipleField:
    return SelectMultipleField(LABELS[name], choices=list(table.items()))


def _told(name: str) -> RadioField:
    return RadioField(LABELS[name], choices=TELL, default="")


def _number(name: str, most: int, *, least: int = 0) -> WholeField:
    bounds = NumberRange(least, most, message=f"Enter a whole number from {least} to {most}.")
    return WholeField(LABELS[name], [Optional(), bounds])


class PageForm(Form):
    """Everything that stands on a page, of which a step shows some. What is left empty says "Not told us"."""

    kind = SelectField(LABELS["kind"], choices=list(KINDS.items()))
    name = StringField(
        LABELS["name"], [InputRequired("Enter a name."), Length(max=120, message="Use 120 letters at most.")]
    )
    summary = _long("summary", 240, "It stands in the list of what is found.")
    description = _long("description")
    good_at = _long("good_at", 1000)
    not_offered = _long("not_offered", 1000)
    how_we_work = _long("how_we_work", 1000, "How you help people do what they want to do.")
    easy_read = _long("easy_read", 1500, "The same again in very short sentences, one thought in each.")
    anyone_can_come = _told("anyone_can_come")
    who_can_come = _short("who_can_come", 300, "Say who it is for, like: Women who live in Millbrook.")
    run_for_reason = _short("run_for_reason", 300, "Only we see this. The law asks for a good reason.")
    lived_experience = _told("lived_experience")
    welcoming_to = _short("welcoming_to", 300, COMMAS)
    experience_of = _short("experience_of", 300, COMMAS)
    interests = _short("interests", 300, COMMAS)
    culture = _short("culture", 300, COMMAS)
    languages = _short("languages", 300, COMMAS)
    life_areas = _ticks("life_areas", LIFE_AREAS)
    ways_given = _ticks("ways_given", WAYS_GIVEN)
    group_size = _number("group_size", 50)
    choose_worker = _told("choose_worker")
    same_day = _told("same_day")
    answer_hours = _number("answer_hours", 500, least=1)
    nights = _told("nights")
    weekends = _told("weekends")
    bank_holidays = _told("bank_holidays")
    closed_bank_holidays = _told("closed_bank_holidays")
    closed_days = TextAreaField(LABELS["closed_days"], description="One day in each line, like 24/12/2026.")
    places_left = _number("places_left", 1000)
    waiting_weeks = _number("waiting_weeks", 200)
    address = _short("address", 200)
    town = _short("town", 60)
    postcode = _short("postcode", 8)
    getting_in = _ticks("getting_in", GETTING_IN)
    getting_there = _ticks("getting_there", GETTING_THERE)
    phone = _short("phone", 30)
    email = _short("email", 120)
    website = _short("website", 200, "Beginning with https://")
    keep_open_url = _short("keep_open_url", 200, "A page of your own for people who would help to keep it open.")
    free = _told("free")
    door_price_pence = PoundsField(
        LABELS["door_price_pence"], description="In pounds, like 2 or 2.50. Leave it out for support by the hour."
    )
    money_ways = _ticks("money_ways", MONEY_WAYS)
    car_insured = _told("car_insured")
    safeguarding_contact = _short("safeguarding_contact", 200, "A name or a job, and a phone number.")
    safeguarding_policy_on = DayField(LABELS["safeguarding_policy_on"])
    regulated = _told("regulated")
    regulator_number = _short("regulator_number", 20, "The number of the place, like 1-123456789.")

    def show_only(self, names: Collection[str]) -> None:
        """Ask for some facts and leave the others as they are."""
        for name in PLAIN:
            if name not in names and name in self:
                del self[name]

    def fill(self, facts: Mapping[str, Any]) -> None:
        """Show facts as they are."""
        for name in self._asked():
            value = facts.get(name)
            if name in YES_NO:
                self[name].data = _YES[value]
            elif name in LISTS:
                self[name].data = ", ".join(value or [])
            elif name in DAY_LISTS:
                self[name].data = "\n".join(f"{date.fromisoformat(day):%d/%m/%Y}" for day in value or [])
            elif name in DAYS:
                self[name].data = date.fromisoformat(value) if value else None
            else:
                self[name].data = list(value or []) if name in CODES else value

    def facts(self) -> dict[str, Any]:
        """Return what was filled in, by name."""
        return {name: _fact(name, self[name].data) for name in self._asked()}

    def _asked(self) -> list[str]:
        return [name for name in PLAIN if name in self]

    def validate_closed_days(self, field: TextAreaField) -> None:
        """Take a day in each line."""
        for line in (field.data or "").splitlines():
            if line.strip() and day_in(line) is None:
                raise ValidationError(f"“{line.strip()[:20]}” is not a day. Write it like 24/12/2026.")

    def validate_door_price_pence(self, field: PoundsField) -> None:
        """Tell a slip of a key."""
        if field.data is not None and field.data > MOST_DOOR_PENCE:
            raise ValidationError("Enter an amount up to £1,000.")

    def validate_website(self, field: StringField) -> None:
        """Take an address of the web only."""
        if field.data and not field.data.startswith(("https://", "http://")):
            raise ValidationError("Begin the website with https://.")

    def validate_keep_open_url(self, field: StringField) -> None:
        """Take an address of the web only."""
        self.validate_website(field)

    def validate_email(self, field: StringField) -> None:
        """Take what looks like an address."""
        if field.data and ("@" not in field.data or " " in field.data):
            raise ValidationError("Enter an email address like name@kith.example.")

    def validate_regulator_number(self, field: StringField) -> None:
        """Take a number of the regulator's shape (rule W1)."""
        trouble = number_trouble(field.data or "")
        if trouble:
            raise ValidationError(trouble)

    def validate_postcode(self, field: StringField) -> None:
        """Take a whole postcode, or its first part where the place is not for everyone to know."""
        if field.data and not (normal_postcode(field.data) or place(field.data)):
            raise ValidationError("Enter a postcode like SK22 9XX.")
        field.data = normal_postcode(field.data or "") or (field.data or "").upper()


def day_in(text: str) -> date | None:
    """Return the day in "24/12/2026" or "2026-12-24", or None."""
    for shape in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(text.strip(), shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _fact(name: str, value: Any) -> Any:
    if name in YES_NO:
        return {"yes": True, "no": False}.get(value or "")
    if name in LISTS:
        return list(dict.fromkeys(part.strip()[:60] for part in (value or "").split(",") if part.strip()))
    if name in DAY_LISTS:
        found = {day_in(line) for line in (value or "").splitlines() if line.strip()}
        return sorted(day.isoformat() for day in found if day)
    if name in DAYS:
        return value.isoformat() if value else None
    return value if name in NUMBERS else list(value or []) if name in CODES else value or ""


class TodayForm(Form):
    """What changes from day to day."""

    places_left = _number("places_left", 1000)
    waiting_weeks = _number("waiting_weeks", 200)


class DecideForm(Form):
    """Staff's yes or no."""

    answer = RadioField(
        "Your answer",
        choices=[("yes", "Yes, put it live"), ("no", "No, not like this")],
        validators=[InputRequired("Choose yes or no.")],
    )
    reason = TextAreaField(
        "If it is no, why?", [Length(max=1000, message="Use 1,000 letters at most.")], description="They read this."
    )
