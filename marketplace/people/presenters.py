"""Roles in plain words."""

from __future__ import annotations

from marketplace.kernel.roles import COMMISSIONER, KEY_WORKER, PAYER, PROVIDER_STAFF, SITE_STAFF, WORKER

WORDS = {
    PROVIDER_STAFF: "You answer people, plan and send invoices for an organisation that gives support.",
    WORKER: "You record your own visits.",
    PAYER: "You see and pay invoices for an organisation.",
    KEY_WORKER: "You are a key worker for people who said yes to you.",
    COMMISSIONER: "You see totals, never names.",
    SITE_STAFF: "You look after this site.",
}


def may(roles: frozenset[str]) -> list[str]:
    """Return what someone's roles let them do, one sentence each."""
    return [words for role, words in WORDS.items() if role in roles]
