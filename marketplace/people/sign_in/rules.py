"""When a sign-in ends by itself, what a device is called, and what makes a password. Pure."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

UNUSED = timedelta(hours=24)
"""Longer than the 20 hours under which WCAG 2.2.1 asks for a warning before time runs out."""
LONGEST = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=10)
SHORTEST_PASSWORD = 10
TOO_PLAIN = frozenset(
    {"password", "passw0rd", "1234567890", "0123456789", "qwertyuiop", "letmeinplease", "iloveyou", "password123"}
)
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"))
MORE_BROWSERS = (("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))
MACHINES = (
    ("iPad", "a tablet"),
    ("iPhone", "an iPhone"),
    ("Mobile", "a phone"),
    ("Android", "a tablet"),
    ("Windows", "a Windows computer"),
    ("Macintosh", "a Mac"),
    ("Linux", "a computer"),
)


def hash_of(key: str) -> str:
    """Return what is kept of a cookie's key."""
    return hashlib.sha256(key.encode()).hexdigest()


def is_over(*, started_at: datetime, seen_at: datetime, ended_at: datetime | None, at: datetime) -> bool:
    """Say whether a sign-in no longer holds: ended, not used for a day, or thirty days old."""
    return ended_at is not None or at - seen_at > UNUSED or at - started_at > LONGEST


def device_words(agent: str) -> str:
    """Return what a browser says of itself in a few words, like "Firefox on a phone"."""
    browser = next((words for sign, words in (*BROWSERS, *MORE_BROWSERS) if sign in agent), "A browser")
    machine = next((words for sign, words in MACHINES if sign in agent), "a device")
    return f"{browser} on {machine}"


def password_problem(password: str, *, email: str = "", names: tuple[str, ...] = ()) -> str:
    """Return what is wrong with a new password in one sentence, or "" (length first: no odd letters are asked for)."""
    plain = password.strip().lower()
    if len(password) < SHORTEST_PASSWORD:
        return f"Use at least {SHORTEST_PASSWORD} letters, numbers or spaces. Three words together work well."
    if len(password) > 200:
        return "Use 200 letters at most."
    easy = {email.lower(), email.lower().partition("@")[0], *(name.lower() for name in names)}
    if plain in TOO_PLAIN or len(set(plain)) < 4 or plain in easy:
        return "That is too easy to guess. Three words together work well."
    return ""
