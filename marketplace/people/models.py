"""People who sign in, and the roles the site itself gives."""

from __future__ import annotations

from datetime import datetime

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.kernel.db import Base

person_site_roles = Table(
    "person_site_roles",
    Base.metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("site_role_id", ForeignKey("site_roles.id"), primary_key=True),
)


class SiteRole(Base, RoleMixin):
    """A role the site gives (site_staff, key_worker, commissioner); other roles come from memberships."""

    __tablename__ = "site_roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str] = mapped_column(default="")


class Person(Base, UserMixin):
    """Someone who can sign in. No diagnosis, no needs: only what it takes to reach and to name them."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    confirmed_at: Mapped[datetime | None]
    full_name: Mapped[str]
    known_as: Mapped[str]
    """The name they like; invoices and pages greet them by it (row E01)."""
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    roles: Mapped[list[SiteRole]] = relationship(  # type: ignore[assignment]
        secondary=person_site_roles, lazy="selectin"
    )
