"""The facts of a page as its organisation writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from listings.editing.presenters import LABELS
from listings.editing.rules import CODES, FIELDS, LISTS, NUMBERS, YES_NO
from listings.models import GETTING_IN, GETTING_THERE, LIFE_AREAS, MONEY_WAYS, WAYS_GIVEN
from marketplace.kernel.forms import Form, PoundsField, WholeField
from marketplace.kernel.postcodes import normal_postcode, place

TELL = [("yes", "Yes"), ("no", "No"), ("", "Not told")]
_YES = {True: "yes", False: "no", None: ""}
MOST_DOOR_PENCE = 100_000


def _short(name: str, most: int = 200, hint: str = "") -> StringField:
    return StringField(LABELS[name], [Length(max=most, message=f"Use {most} letters at most.")], description=hint)


def _long(name: str, most: int = 3000, hint: str = "") -> TextAreaField:
    return TextAreaField(LABELS[name], [Length(max=most, message=f"Use {most:,} letters at most.")], description=hint)


def _ticks(name: str, table: Mapping[str, str]) -> SelectMultipleField:
    return SelectMultipleField(LABELS[name], choices=list(table.items()))


def _told(name: str) -> RadioField:
    return RadioField(LABELS[name], choices=TELL, default="")


def _number(name: str, most: int) -> WholeField:
    bounds = NumberRange(0, most, message=f"Enter a whole number from 0 to {most}.")
    return WholeField(LABELS[name], [Optional(), bounds])


class PageForm(Form):
    """Everything that stands on a page. What is left empty says "Not told us"."""

    name = StringField(
        LABELS["name"], [InputRequired("Enter a name."), Length(max=120, message="Use 120 letters at most.")]
    )
    summary = _long("summary", 240, "It stands in the list of what is found.")
    description = _long("description")
    good_at = _long("good_at", 1000)
    not_offered = _long("not_offered", 1000)
    who_can_come = _short("who_can_come", 300)
    life_areas = _ticks("life_areas", LIFE_AREAS)
    ways_given = _ticks("ways_given", WAYS_GIVEN)
    anyone_can_come = _told("anyone_can_come")
    lived_experience = _told("lived_experience")
    free = _told("free")
    door_price_pence = PoundsField(
        LABELS["door_price_pence"], description="In pounds, like 2 or 2.50. Leave it out for support by the hour."
    )
    money_ways = _ticks("money_ways", MONEY_WAYS)
    choose_worker = _told("choose_worker")
    same_day = _told("same_day")
    nights = _told("nights")
    weekends = _told("weekends")
    bank_holidays = _told("bank_holidays")
    group_size = _number("group_size", 50)
    waiting_weeks = _number("waiting_weeks", 200)
    places_left = _number("places_left", 1000)
    closed_bank_holidays = _told("closed_bank_holidays")
    languages = _short("languages", 300, "With commas between.")
    interests = _short("interests", 300, "With commas between.")
    experience_of = _short("experience_of", 300, "With commas between.")
    welcoming_to = _short("welcoming_to", 300, "With commas between.")
    culture = _short("culture", 300, "With commas between.")
    getting_in = _ticks("getting_in", GETTING_IN)
    getting_there = _ticks("getting_there", GETTING_THERE)
    phone = _short("phone", 30)
    email = _short("email", 120)
    website = _short("website", 200, "Beginning with https://")
    address = _short("address", 200)
    town = _short("town", 60)
    postcode = _short("postcode", 8)
    safeguarding_contact = _short("safeguarding_contact", 200)

    def fill(self, facts: Mapping[str, Any]) -> None:
        """Show facts as they are."""
        for name in FIELDS:
            value = facts.get(name)
            if name in YES_NO:
                self[name].data = _YES[value]
            elif name in LISTS:
                self[name].data = ", ".join(value or [])
            else:
                self[name].data = list(value or []) if name in CODES else value

    def facts(self) -> dict[str, Any]:
        """Return what was filled in, by name."""
        told: dict[str, Any] = {}
        for name in FIELDS:
            value = self[name].data
            if name in YES_NO:
                told[name] = {"yes": True, "no": False}.get(value or "")
            elif name in LISTS:
                told[name] = list(dict.fromkeys(part.strip()[:60] for part in (value or "").split(",") if part.strip()))
            else:
                told[name] = value if name in NUMBERS else list(value or []) if name in CODES else value or ""
        return told

    def validate_door_price_pence(self, field: PoundsField) -> None:
        """Tell a slip of a key."""
        if field.data is not None and field.data > MOST_DOOR_PENCE:
            raise ValidationError("Enter an amount up to £1,000.")

    def validate_website(self, field: StringField) -> None:
        """Take an address of the web only."""
        if field.data and not field.data.startswith(("https://", "http://")):
            raise ValidationError("Begin the website with https://.")

    def validate_email(self, field: StringField) -> None:
        """Take what looks like an address."""
        if field.data and ("@" not in field.data or " " in field.data):
            raise ValidationError("Enter an email address like name@kith.example.")

    def validate_postcode(self, field: StringField) -> None:
        """Take a whole postcode, or its first part where the place is not for everyone to know."""
        if field.data and not (normal_postcode(field.data) or place(field.data)):
            raise ValidationError("Enter a postcode like SK22 9XX.")
        field.data = normal_postcode(field.data or "") or (field.data or "").upper()


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
