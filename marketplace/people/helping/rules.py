"""What each kind of helper may do, when it holds, and what a code looks like. Pure (section 2.17 of the domain text)."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from marketplace.kernel.roles import BUY, PAY, SEE

KINDS = ("trusted", "helper", "nominee", "lawful_representative")
MAY_CHOOSE = frozenset({"nominee", "lawful_representative"})
"""A helper or a trusted person may never choose, pay or share, whatever was ticked."""
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""No I, L, O, U, 0 or 1: a code is read out on the phone."""
GOOD_FOR = timedelta(days=14)


def scopes(*, kind: str, may_see: bool, may_buy: bool, may_pay: bool) -> frozenset[str]:
    """Return what somebody of a kind may do: SEE, BUY, PAY."""
    found = {SEE} if may_see else set[str]()
    if kind in MAY_CHOOSE:
        found |= ({BUY} if may_buy else set()) | ({PAY} if may_pay else set())
    return frozenset(found) if SEE in found else frozenset()


def holds(*, starts_on: date, ends_on: date | None, ended_at: datetime | None, on: date) -> bool:
    """Say whether someone may act on a day (London date); the last day counts."""
    return ended_at is None and starts_on <= on and (ends_on is None or on <= ends_on)


def code_from(submit_key: str) -> str:
    """Return the code of an invitation, like "KTB7-9QPX". The same key gives the same code, so a double press makes one."""
    number = int.from_bytes(hashlib.sha256(f"invitation:{submit_key}".encode()).digest()[:8])
    letters = []
    for _ in range(8):
        number, at = divmod(number, len(LETTERS))
        letters.append(LETTERS[at])
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def hash_of(code: str) -> str:
    """Return what is kept of a code; spaces, dashes and small letters do not matter."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
