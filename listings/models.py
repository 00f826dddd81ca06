"""What can be found. Every fact a person can search by is a column, not prose; None means "not told us" (row L03)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.kernel.db import Base

KINDS = {
    "organisation": "Organisation giving support",
    "peer_group": "Peer group",
    "befriending": "Someone to spend time with",
    "drop_in": "Drop-in",
    "activity": "Class or activity",
    "trip": "Trip or event",
    "community_group": "Community group",
    "space": "Space to hire",
    "crisis": "Crisis help and safe places",
    "advice": "Advice centre or hub",
    "planning_help": "Help to plan",
    "advocacy": "Someone on your side",
    "work": "Work and volunteering",
    "home": "Home and tenancy",
    "equipment": "Equipment or product",
    "payroll_help": "Help to employ your own worker",
    "pa_register": "List of people you can employ",
}
LIFE_AREAS = {
    "self": "Looking after myself",
    "eating": "Eating and drinking",
    "daily": "Daily life",
    "home": "Keeping my home",
    "safe": "Feeling safe",
    "money": "Money",
    "wellbeing": "Wellbeing",
    "people": "People and community",
    "work": "Work and learning",
}
WAYS_GIVEN = {
    "at_home": "At home",
    "out": "Out and about",
    "group": "In a group",
    "phone": "By phone",
    "online": "Online",
    "stay": "Stay away",
    "place": "At their place",
}
GETTING_IN = {"step_free": "Step-free", "toilet": "Accessible toilet", "quiet": "Quiet space", "loop": "Hearing loop"}
GETTING_THERE = {"bus": "By bus", "train": "By train or tram", "parking": "Parking", "lift": "They can fetch you"}
MONEY_WAYS = {
    "own": "Your own money",
    "direct": "Money paid to you to buy your own support",
    "council": "Money the council looks after for you",
    "provider": "Money a provider looks after for you",
    "nhs": "NHS money for your health and wellbeing",
}


class Listing(Base):
    """One thing a person can find: an organisation's support, a peer group, a drop-in, a class."""

    __tablename__ = "listings"
    __table_args__ = (
        UniqueConstraint("source", "source_key"),
        Index("ix_listings_kind_latitude", "kind", "latitude"),
        CheckConstraint("status IN ('waiting', 'live', 'withdrawn')", name="status"),
        CheckConstraint("door_price_pence >= 0", name="door_price_pence"),
        CheckConstraint("group_size > 0", name="group_size"),
        CheckConstraint("freshness IN ('', 'old', 'very_old')", name="freshness"),
        CheckConstraint("answer_hours > 0", name="answer_hours"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    """Where it came from: "kith" for listings made here, else the name of the feed."""
    source_key: Mapped[str]
    """The source's own id, or its name and postcode where it has none."""
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[str] = mapped_column(index=True)
    status: Mapped[str] = mapped_column(default="live", index=True)
    name: Mapped[str]
    run_by: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    good_at: Mapped[str] = mapped_column(Text, default="")
    not_offered: Mapped[str] = mapped_column(Text, default="")
    how_we_work: Mapped[str] = mapped_column(Text, default="")
    """How they help a person reach what that person wants (row M04)."""
    easy_read: Mapped[str] = mapped_column(Text, default="")
    """The same in very short sentences, by whoever runs it."""
    keep_open_url: Mapped[str] = mapped_column(default="")
    """Their own page for those who would help to keep it open (row M16)."""

    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    town: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    placed_by: Mapped[str] = mapped_column(default="")
    """How exactly it is placed: "exact", "sector", "outcode" or "" (not placed)."""
    nation: Mapped[str] = mapped_column(default="england-and-wales")

    life_areas: Mapped[list[str]] = mapped_column(default=list)
    ways_given: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=list)
    welcoming_to: Mapped[list[str]] = mapped_column(default=list)
    experience_of: Mapped[list[str]] = mapped_column(default=list)
    interests: Mapped[list[str]] = mapped_column(default=list)
    culture: Mapped[list[str]] = mapped_column(default=list)
    """Cultures and faiths it is rooted in, in the group's own words (row A21)."""
    getting_in: Mapped[list[str]] = mapped_column(default=list)
    money_ways: Mapped[list[str]] = mapped_column(default=list)
    tags: Mapped[list[str]] = mapped_column(default=list)
    """The source's own words for what it is about, kept for search."""

    anyone_can_come: Mapped[bool | None]
    getting_there: Mapped[list[str]] = mapped_column(default=list)
    who_can_come: Mapped[str] = mapped_column(Text, default="")
    run_for_reason: Mapped[str] = mapped_column(Text, default="")
    """Why it is for some people, where it is: kept for us to check, not shown (rule X4)."""
    lived_experience: Mapped[bool | None]
    free: Mapped[bool | None]
    door_price_pence: Mapped[int | None]
    price_words: Mapped[str] = mapped_column(Text, default="")
    """The source's own words about price, where it gave no figure we can use."""
    times_words: Mapped[str] = mapped_column(Text, default="")
    closed_days: Mapped[list[str]] = mapped_column(default=list)
    """Days it is closed, as ISO dates."""
    closed_bank_holidays: Mapped[bool | None]
    places_left: Mapped[int | None]
    waiting_weeks: Mapped[int | None]
    group_size: Mapped[int | None]
    choose_worker: Mapped[bool | None]
    same_day: Mapped[bool | None]
    nights: Mapped[bool | None]
    weekends: Mapped[bool | None]
    bank_holidays: Mapped[bool | None]
    answer_hours: Mapped[int | None]
    """Within how many hours they say they answer."""
    car_insured: Mapped[bool | None]
    """Whether they say that cars used on visits are insured for it (rule W9)."""
    regulated: Mapped[bool | None]
    regulator_number: Mapped[str] = mapped_column(default="", index=True)
    """The care regulator's number of the place, like 1-123456789 (rules W1, W4)."""
    regulator_name: Mapped[str] = mapped_column(default="")
    """The name the regulator's list has for that number; "" where no list was brought in, or it is not in it."""
    regulator_rating: Mapped[str] = mapped_column(default="")
    regulator_rated_on: Mapped[date | None]
    regulator_checked_on: Mapped[date | None]
    """The day of the regulator's list it was last looked up in (rule W4)."""
    checks: Mapped[str] = mapped_column(default="")
    funded_by: Mapped[str] = mapped_column(default="")
    safeguarding_contact: Mapped[str] = mapped_column(default="")
    """Who to tell there when somebody may be harmed, and how (row K02)."""
    safeguarding_policy_on: Mapped[date | None]
    """The day of their policy on keeping people safe."""

    checked_on: Mapped[date | None]
    """The day we, or the operator who brought it in, last checked it."""
    facts_checked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Fact → the ISO day it was checked, where that is not the day of the whole page (rule D3)."""
    freshness: Mapped[str] = mapped_column(default="")
    """"" for what was checked within six months, then "old", after twelve months "very_old": kept by listings/freshness."""
    source_dated: Mapped[date | None]
    """The day the source itself says its facts are from."""
    source_name: Mapped[str] = mapped_column(default="")
    source_url: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    fingerprint: Mapped[str] = mapped_column(default="")
    """A hash of the imported facts: the same feed twice changes nothing."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    @property
    def in_regulator_list(self) -> bool | None:
        """Say whether its number is on the regulator's list; None where it was not looked up."""
        return None if self.regulator_checked_on is None else bool(self.regulator_name)

    sessions: Mapped[list[SessionTime]] = relationship(
        back_populates="listing", cascade="all, delete-orphan", order_by="SessionTime.weekday, SessionTime.opens_at"
    )
    offers: Mapped[list[Offer]] = relationship(
        back_populates="listing", cascade="all, delete-orphan", order_by="Offer.id"
    )


class SessionTime(Base):
    """When it is open or meets, in London wall time; weekday 0 is Monday. Which dates follow: listings/rules.py."""

    __tablename__ = "listing_sessions"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("every_weeks BETWEEN 1 AND 52", name="every_weeks"),
        CheckConstraint("week_of_month BETWEEN -1 AND 5 AND week_of_month <> 0", name="week_of_month"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="dates"),
        CheckConstraint("every_weeks = 1 OR starts_on IS NOT NULL", name="counted_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), index=True)
    weekday: Mapped[int]
    opens_at: Mapped[time]
    closes_at: Mapped[time | None]
    every_weeks: Mapped[int] = mapped_column(default=1)
    """Every week, every second week…, counted from the week of `starts_on`."""
    week_of_month: Mapped[int | None]
    """Only in the first, second… week of a month; -1 is the last. None: in every week."""
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    listing: Mapped[Listing] = relationship(back_populates="sessions")


class Offer(Base):
    """What a listing sells by the hour or the session, with its own price list."""

    __tablename__ = "offers"

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), index=True)
    name: Mapped[str]
    tasks: Mapped[list[str]] = mapped_column(default=list)
    personal_care: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    """Whether it is still offered; one that was asked for once is kept."""
    listing: Mapped[Listing] = relationship(back_populates="offers")
    prices: Mapped[list[PriceList]] = relationship(
        back_populates="offer", cascade="all, delete-orphan", order_by="PriceList.valid_from"
    )


class PriceList(Base):
    """The whole price of an offer between two dates, must-pay parts together (rule C7). Pence, minutes, days."""

    __tablename__ = "price_lists"
    __table_args__ = (
        CheckConstraint("pence_per_hour >= 0", name="pence_per_hour"),
        CheckConstraint("bank_holiday_pence_per_hour >= 0", name="bank_holiday_pence_per_hour"),
        CheckConstraint("pence_per_mile >= 0", name="pence_per_mile"),
        CheckConstraint("minimum_minutes >= 0", name="minimum_minutes"),
        CheckConstraint("notice_days >= 0", name="notice_days"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
        CheckConstraint("free_to_move_hours >= 0", name="free_to_move_hours"),
        CheckConstraint("saved_hours_limit_minutes >= 0", name="saved_hours_limit_minutes"),
        CheckConstraint("saved_hours_use_by_months > 0", name="saved_hours_use_by_months"),
        CheckConstraint("saved_hours_policy IN ('charge_when_used', 'paid_when_planned')", name="saved_hours_policy"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    pence_per_hour: Mapped[int]
    bank_holiday_pence_per_hour: Mapped[int | None]
    night_pence_per_hour: Mapped[int | None]
    weekend_pence_per_hour: Mapped[int | None]
    night_from: Mapped[time | None]
    night_to: Mapped[time | None]
    pence_per_mile: Mapped[int | None]
    minimum_minutes: Mapped[int] = mapped_column(default=0)
    notice_days: Mapped[int] = mapped_column(default=7)
    free_to_move_hours: Mapped[int | None]
    """Up to how many hours before it a visit may be moved to another time for nothing; None: as for cancelling."""
    saved_hours_policy: Mapped[str] = mapped_column(default="charge_when_used")
    saved_hours_limit_minutes: Mapped[int | None]
    saved_hours_use_by_months: Mapped[int | None]
    higher_days: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The provider's own extra higher-price days: ISO date → name, beside the nation's bank holidays."""
    ordinary_days: Mapped[list[str]] = mapped_column(default=list)
    """Bank holidays that this provider charges as ordinary days, as ISO dates (section 0, point 6)."""
    higher_reason: Mapped[str] = mapped_column(default="")
    """One sentence: why such days cost more (row E08)."""
    offer: Mapped[Offer] = relationship(back_populates="prices")

    def holds_on(self, day: date) -> bool:
        """Say whether this list is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
