"""Loading a feed: each thing once, changed where it changed, gone where the source says it is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from listings.imports.facts import Problem, Row, fingerprint, identity, listing_facts
from listings.imports.reading import Feed, Origin
from listings.models import Listing, SessionTime
from listings.watching.operations import put_on_watch
from marketplace.kernel.clock import london_date
from marketplace.kernel.db import in_parts


@dataclass
class Report:
    """What loading did, counted; and each row that could not be used."""

    added: int = 0
    changed: int = 0
    same: int = 0
    repeated: int = 0
    gone: int = 0
    kept: int = 0
    """Changed or gone in the source, and kept here as their organisations have them."""
    problems: list[Problem] = field(default_factory=list)

    def add(self, other: Report) -> None:
        """Add another report to this one."""
        for name in ("added", "changed", "same", "repeated", "gone", "kept"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.problems += other.problems

    @property
    def useful(self) -> bool:
        """Say whether any row loaded, or nothing had changed."""
        return bool(self.added or self.changed or self.same or self.repeated or self.gone or self.kept)

    def __str__(self) -> str:
        """Return it as one line."""
        words = f"{self.added} added, {self.changed} changed, {self.same} the same, {self.repeated} repeated"
        if self.gone:
            words += f", {self.gone} gone"
        if self.kept:
            words += f", {self.kept} kept as their organisations have them"
        return f"{words}, {len(self.problems)} not usable"


GONE = "The source this page came from says that it is gone."
AT_ONCE = 2000
"""Listings and times that are held before they are sent to the database."""
Seen = set[tuple[str, str]]
"""Source and key of what was already met in this import: a feed may be spread over several files."""


def load(
    session: Session, *, feed: Feed, at: datetime, seen: Seen, progress: Callable[[int], object] = lambda _: None
) -> Report:
    """Write a feed's rows; flushes. An operator's import counts as checked and is live at once.

    Identity is the source and its id, or its name and postcode; repeats in one import are one listing, the first wins
    (`seen` is added to). The same import twice on one day changes nothing; on a later day what is unchanged counts as
    checked again.
    """
    report, unchanged = Report(), []
    known = _known(session, source=feed.origin.source)
    hint = feed.origin.source.replace("_", " ").replace("-", " ")
    for row in feed.rows:
        progress(1)
        facts = row if isinstance(row, Problem) else listing_facts(row, hint=hint)
        if isinstance(facts, Problem) or isinstance(row, Problem):
            report.problems.append(facts if isinstance(facts, Problem) else row)  # type: ignore[arg-type]
            continue
        key = identity(row, facts)
        if (feed.origin.source, key) in seen:
            report.repeated += 1
            continue
        seen.add((feed.origin.source, key))
        old, before = known.get(key), report.same
        _write(session, report, row=row, facts=facts, old=old, key=key, origin=feed.origin, at=at)
        if old is not None and report.same > before and not row.gone:
            unchanged.append(old[0])
        _let_go(session, most=AT_ONCE)
    _let_go(session)
    _check_again(session, unchanged, on=london_date(at))
    return report


def _check_again(session: Session, numbers: Sequence[int], *, on: date) -> None:
    """Note that listings which nobody keeps here were met unchanged: their source still stands behind them (rule D3)."""
    older = or_(Listing.checked_on.is_(None), Listing.checked_on < on)
    for some in in_parts(numbers):
        kept_by_nobody = Listing.id.in_(some), Listing.organisation_id.is_(None)
        session.execute(update(Listing).where(*kept_by_nobody, older).values(checked_on=on))


def _known(session: Session, *, source: str) -> dict[str, tuple[int, str]]:
    """Return key → number and fingerprint of what a source brought before: all that is needed of what has not changed."""
    rows = session.execute(select(Listing.source_key, Listing.id, Listing.fingerprint).where(Listing.source == source))
    return {key: (number, mark) for key, number, mark in rows}


def _let_go(session: Session, *, most: int = 0) -> None:
    """Send what is written so far to the database once there is much of it: memory stays small in a feed of any length."""
    if len(session.new) + len(session.dirty) > most:
        session.flush()
        for one in [one for one in session if isinstance(one, Listing)]:
            session.expunge(one)  # its times go with it


def _write(
    session: Session,
    report: Report,
    *,
    row: Row,
    facts: dict[str, Any],
    old: tuple[int, str] | None,
    key: str,
    origin: Origin,
    at: datetime,
) -> None:
    mark = fingerprint({**facts, "gone": row.gone, "licence": origin.licence})
    if old is not None and old[1] == mark:
        report.same += 1
        return
    listing = session.get_one(Listing, old[0]) if old else Listing(source=origin.source, source_key=key, created_at=at)
    if listing.organisation_id is not None:
        _keep_claimed(session, report, listing, mark=mark, gone=row.gone, at=at)
        return
    for name, value in _columns(facts).items():
        setattr(listing, name, value)
    _set_times(listing, facts["sessions"])
    listing.status = "withdrawn" if row.gone else "live"
    listing.source_name, listing.licence, listing.source_url = origin.name, origin.licence, origin.url
    listing.checked_on, listing.updated_at, listing.fingerprint = london_date(at), at, mark
    if old is None:
        session.add(listing)
    if row.gone:
        report.gone += 1
    elif old is None:
        report.added += 1
    else:
        report.changed += 1


def _keep_claimed(session: Session, report: Report, listing: Listing, *, mark: str, gone: bool, at: datetime) -> None:
    """Leave a page to the organisation that keeps it; what its source says is gone, staff look at.

    The same feed once more is the same: its mark is kept.
    """
    listing.fingerprint = mark
    report.kept += 1
    if gone:
        today = london_date(at)
        put_on_watch(session, listing_id=listing.id, why=GONE, by_id=None, at=at, look_again_on=today)


def _columns(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name != "sessions"}


def _set_times(listing: Listing, times: Iterable[dict[str, Any]]) -> None:
    listing.sessions = [SessionTime(**one) for one in times]
