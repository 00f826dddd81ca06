"""Roles, and who looked at whose record, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.filters import clock_time, short_date
from marketplace.kernel.roles import (
    COMMISSIONER,
    KEY_WORKER,
    PAYER,
    PROVIDER_MANAGER,
    PROVIDER_STAFF,
    SITE_STAFF,
    WORKER,
)

WORDS = {
    PROVIDER_STAFF: "You answer people, plan and send invoices for an organisation that gives support.",
    PROVIDER_MANAGER: "You say who may act for an organisation that gives support.",
    WORKER: "You record your own visits.",
    PAYER: "You see and pay invoices for an organisation.",
    KEY_WORKER: "You are a key worker for people who said yes to you.",
    COMMISSIONER: "You see totals, never names.",
    SITE_STAFF: "You look after this site.",
}


def may(roles: frozenset[str]) -> list[str]:
    """Return what someone's roles let them do, one sentence each."""
    return [words for role, words in WORDS.items() if role in roles]


THINGS = {
    "request": "what you asked for",
    "agreement": "your agreement",
    "joining": "what you asked to join",
    "visit": "a visit",
    "invoice": "an invoice",
    "payment": "a payment",
    "person": "your details",
    "acting": "who helps you",
    "page": "one of your pages",
    "invitation": "a code",
    "colleague": "what you may do for an organisation",
    "message": "a letter or a call to you",
    "role": "what you may do here",
    "review": "what you said of a visit",
}
DEEDS = {
    "read": "looked at",
    "listed": "saw a list with",
    "looked": "acted for you, and looked at",
    "sent": "sent",
    "waiting": "put on a list",
    "accepted": "said yes to",
    "declined": "said no to",
    "offered": "offered",
    "agreed": "agreed",
    "ended": "ended",
    "planned": "planned",
    "recorded": "wrote down",
    "disputed": "said something is not right with",
    "cancelled": "cancelled",
    "issued": "sent",
    "keyed": "entered",
    "stopped": "stopped",
    "acted": "did something for you with",
    "withdrawn": "took back",
    "shown": "showed",
    "answered": "answered",
}


def record_rows(entries: Iterable[AuditEntry], names: Mapping[int, str]) -> list[tuple[str, str]]:
    """Return when and what of each deed that somebody else did to a person's record."""
    return [(_when(one), f"{names.get(one.by_person_id or 0, 'The site')} {_what(one.deed)}") for one in entries]


def _when(entry: AuditEntry) -> str:
    return f"{short_date(entry.at)}, {clock_time(entry.at)}"


def _what(deed: str) -> str:
    thing, _, act = deed.partition(".")
    return f"{DEEDS.get(act, 'changed')} {THINGS.get(thing, 'something of yours')}"
