"""The care regulator's list of places, as its file had it. Nobody's name is kept of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class RegulatedPlace(Base):
    """One place on the regulator's list; the newest list replaces the one before."""

    __tablename__ = "regulated_places"

    location_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    provider_id: Mapped[str] = mapped_column(default="")
    provider_name: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    rating: Mapped[str] = mapped_column(default="")
    rated_on: Mapped[date | None]
    url: Mapped[str] = mapped_column(default="")


class RegulatorFile(Base):
    """One list that was brought in: the day it is from, when, and how many places it had."""

    __tablename__ = "regulator_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    dated: Mapped[date]
    imported_at: Mapped[datetime]
    places: Mapped[int]
