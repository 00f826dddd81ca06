"""The ways by which mail and texts leave: printed on the console, an SMTP server, or GOV.UK Notify."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formataddr
from typing import Literal

from marketplace.kernel.errors import SetUpError
from marketplace.kernel.jobs import GiveUpError
from marketplace.kernel.outbox.letterhead import Letter

SECONDS = 20
REFUSED_FOR_GOOD = range(500, 600)


class ConsoleSender:
    """For one's own machine: what would be sent is printed where the worker runs."""

    def __init__(self, *, way: str) -> None:
        """Keep the way's name."""
        self._way = "Mail" if way == "email" else "Text"

    def send(self, letter: Letter) -> None:
        """Print it."""
        print(f"--- {self._way} to {letter.to}: {letter.subject}\n{letter.text.rstrip()}\n---", flush=True)  # noqa: T201


@dataclass(frozen=True)
class SmtpSender:
    """Mail through an SMTP server, plain on one's own machine, encrypted elsewhere."""

    host: str
    port: int
    sender: str
    name: str
    user: str = ""
    password: str = ""
    security: Literal["none", "starttls", "tls"] = "starttls"

    def send(self, letter: Letter) -> None:
        """Send one mail. Raises GiveUpError when the server says the address will never do."""
        mail = EmailMessage()
        mail["From"] = formataddr((self.name, self.sender))
        mail["To"] = letter.to
        mail["Subject"] = letter.subject
        mail["Message-ID"] = f"<{letter.reference}@{self.sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(letter.text)
        try:
            with self._connect() as server:
                server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            if all(code in REFUSED_FOR_GOOD for code in codes):
                raise GiveUpError("The mail server refuses this address.") from None
            raise

    def _connect(self) -> smtplib.SMTP:
        safe = ssl.create_default_context()
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=safe)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
            if self.security == "starttls":
                server.starttls(context=safe)
        if self.user:
            server.login(self.user, self.password)
        return server


class NotifySender:
    """Mail and texts through GOV.UK Notify, by its own client; the template there holds ((subject)) and ((body))."""

    def __init__(self, *, way: str, key: str, template: str, address: str) -> None:
        """Make the client. Raises SetUpError when the key or the template is missing."""
        if not key or not template:
            raise SetUpError("GOV.UK Notify needs KITH_NOTIFY__KEY and a template: see the settings in README.")
        # Loaded on first use: a site that does not send this way need not spend half a second on it.
        from notifications_python_client.notifications import NotificationsAPIClient  # noqa: PLC0415

        self._client = NotificationsAPIClient(  # type: ignore[no-untyped-call]
            key, base_url=address, timeout=SECONDS
        )
        self._way, self._template = way, template

    def send(self, letter: Letter) -> None:
        """Send one. Raises GiveUpError when Notify says it will never do."""
        from notifications_python_client.errors import HTTPError  # noqa: PLC0415

        facts = {"subject": letter.subject, "body": letter.text}
        try:
            if self._way == "email":
                self._client.send_email_notification(  # type: ignore[no-untyped-call]
                    letter.to, self._template, facts, reference=letter.reference
                )
            else:
                facts.pop("subject")
                self._client.send_sms_notification(  # type: ignore[no-untyped-call]
                    letter.to, self._template, facts, reference=letter.reference
                )
        except HTTPError as error:
            # 400: this message will never do. 403, 429 and 5xx: the key, the day's limit or Notify itself; try again.
            if error.status_code == 400:
                raise GiveUpError("GOV.UK Notify refuses this message.") from None
            raise
