"""The ways of sending that the settings ask for, ready for the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.kernel.outbox.letterhead import Letterhead
from marketplace.kernel.outbox.senders import ConsoleSender, NotifySender, SmtpSender

if TYPE_CHECKING:
    from marketplace.config import Settings
    from marketplace.kernel.outbox.sending import Sender


def letterhead(settings: Settings) -> Letterhead:
    """Return what messages say of the site."""
    site = settings.site
    return Letterhead(site.name, site.address.rstrip("/"), site.phone, site.opening_hours)


def senders(settings: Settings) -> dict[str, Sender]:
    """Return how mail and texts leave; a way that is not set up is left out, and its messages wait.

    In production nothing is printed: what is sent to people stays out of logs. Raises SetUpError for half a Notify.
    """
    found: dict[str, Sender] = {}
    mail, notify = settings.mail, settings.notify
    prints = settings.environment != "production"
    if mail.way == "smtp":
        found["email"] = SmtpSender(
            host=mail.host, port=mail.port, sender=mail.sender, name=settings.site.name, user=mail.user,
            password=mail.password, security=mail.security,
        )  # fmt: skip
    elif mail.way == "notify":
        found["email"] = NotifySender(
            way="email", key=notify.key, template=notify.email_template, address=notify.address
        )
    elif mail.way == "console" and prints:
        found["email"] = ConsoleSender(way="email")
    if settings.text.way == "notify":
        found["text"] = NotifySender(way="text", key=notify.key, template=notify.text_template, address=notify.address)
    elif settings.text.way == "console" and prints:
        found["text"] = ConsoleSender(way="text")
    return found
