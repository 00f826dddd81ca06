"""Prompts about old facts, made by the round that a worker goes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.freshness.links import PATH, made, read
from listings.freshness.models import FreshnessPrompt
from listings.freshness.operations import ask, confirm
from listings.freshness.queries import prompt_with_page
from listings.models import Listing
from marketplace.config import load_settings


def link(prompt_id: int) -> str:
    """Return the address that answers a prompt, as a worker with the same settings writes it."""
    settings = load_settings()
    return settings.site.address + made(prompt_id, secret=settings.secret_key)


def make_answer(session: Session, *, listing: Listing, at: datetime) -> str:
    """Let a page grow old, ask about it, have it confirmed, and return the path of the link that was used."""
    path = make_prompt(session, listing=listing, at=at)
    number = read(path.removeprefix(PATH), secret=load_settings().secret_key)
    prompt, page = prompt_with_page(session, prompt_id=number)
    confirm(session, prompt=prompt, listing=page, at=at)
    return path


def make_prompt(session: Session, *, listing: Listing, at: datetime, checked_on: date = date(2025, 1, 1)) -> str:
    """Let a page that an organisation keeps grow old, ask about it, and return the path of the link."""
    listing.checked_on, listing.facts_checked = checked_on, {}
    session.flush()
    ask(session, link=link, at=at)
    newest = select(FreshnessPrompt.id).where(FreshnessPrompt.listing_id == listing.id)
    number = session.scalars(newest.order_by(FreshnessPrompt.id.desc())).first()
    assert number is not None
    return made(number, secret=load_settings().secret_key)
