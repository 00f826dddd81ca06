"""Mails about signing in: neutral subjects, nothing of what the site is for, no name in the subject (rules G4, K16)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mail:
    """A subject, the words, and whether the link in it opens something."""

    subject: str
    body: str
    secret: bool = True


NOT_YOU = "If this was not you, you can ignore this. Nothing will change."

MAILS = {
    "confirmation_instructions": Mail(
        "Please confirm your email address",
        f"Someone asked to sign up with this address. If it was you, open the page below within two days. {NOT_YOU}",
    ),
    "welcome": Mail(
        "Please confirm your email address",
        f"Someone asked to sign up with this address. If it was you, open the page below within two days. {NOT_YOU}",
    ),
    "welcome_existing": Mail(
        "You already have a sign-in",
        "Someone asked to sign up with this address. You can sign in with it already. "
        f"If you have forgotten your password, you can choose a new one. {NOT_YOU}",
        secret=False,
    ),
    "reset_instructions": Mail(
        "Choose a new password",
        f"Someone asked for a new password. If it was you, open the page below within a day. {NOT_YOU}",
    ),
    "reset_notice": Mail(
        "Your password was changed",
        "Your password was changed just now. If it was not you, ring us at once.",
        secret=False,
    ),
    "change_notice": Mail(
        "Your password was changed",
        "Your password was changed just now. If it was not you, ring us at once.",
        secret=False,
    ),
    "change_email_instructions": Mail(
        "Please confirm your new email address",
        f"Someone asked to use this address to sign in. If it was you, open the page below within two hours. {NOT_YOU}",
    ),
}
ADDRESS_CHANGED = Mail(
    "Your email address was changed",
    "You now sign in with another email address. If it was not you, ring us at once.",
    secret=False,
)
