"""Signing in and out, registering, a new password, another address: Flask-Security over Flask-Login, in our words.

Its mails go to the outbox in the same transaction; each sign-in is written down, so that it can be seen and ended.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import after_this_request
from flask import session as cookie
from flask_login import user_logged_in, user_logged_out
from flask_security.core import Security
from flask_security.datastore import SQLAlchemyUserDatastore
from flask_security.mail_util import MailUtil
from flask_security.password_util import PasswordUtil
from flask_security.signals import change_email_confirmed, password_changed, password_reset

from marketplace.kernel import clock
from marketplace.kernel.access import PERSON, requires
from marketplace.kernel.limits import Limit, typed
from marketplace.kernel.outbox.operations import write_message
from marketplace.kernel.session import db, keep_if_good
from marketplace.people.models import Person, SiteRole
from marketplace.people.passwords import COST
from marketplace.people.sign_in import forms, operations, texts, viewing
from marketplace.people.sign_in.rules import SHORTEST_PASSWORD, password_problem

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

WRONG = "That email address and password do not match."
SENT = "If we know that address, a mail is on its way. It may take a few minutes."
OLD_LINK = "That link has been used or is too old. Ask for a new one here."
SETTINGS: dict[str, Any] = {
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_CHANGE_URL": "/account/password",
    "SECURITY_CHANGE_EMAIL_URL": "/account/email",
    "SECURITY_CHANGE_EMAIL_CONFIRM_URL": "/account/email/confirm",
    "SECURITY_POST_LOGIN_VIEW": "/my",
    "SECURITY_POST_LOGOUT_VIEW": "/",
    "SECURITY_POST_REGISTER_VIEW": "/register/sent",
    "SECURITY_POST_CONFIRM_VIEW": "/sign-in",
    "SECURITY_CONFIRM_ERROR_VIEW": "/confirm",
    "SECURITY_POST_RESET_VIEW": "/sign-in",
    "SECURITY_POST_CHANGE_VIEW": "/account",
    "SECURITY_POST_CHANGE_EMAIL_VIEW": "/account",
    "SECURITY_LOGIN_USER_TEMPLATE": "marketplace/people/sign_in/sign_in.html",
    "SECURITY_REGISTER_USER_TEMPLATE": "marketplace/people/sign_in/register.html",
    "SECURITY_FORGOT_PASSWORD_TEMPLATE": "marketplace/people/sign_in/forgot.html",
    "SECURITY_RESET_PASSWORD_TEMPLATE": "marketplace/people/sign_in/new_password.html",
    "SECURITY_SEND_CONFIRMATION_TEMPLATE": "marketplace/people/sign_in/confirm_again.html",
    "SECURITY_CHANGE_PASSWORD_TEMPLATE": "marketplace/people/sign_in/change_password.html",
    "SECURITY_CHANGE_EMAIL_TEMPLATE": "marketplace/people/sign_in/change_email.html",
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    # The same cost as passwords.COST, in the names of the library that checks it.
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {f"argon2__{name}": value for name, value in COST.items()},
    "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
    "SECURITY_PASSWORD_CONFIRM_REQUIRED": False,
    "SECURITY_REGISTERABLE": True,
    "SECURITY_CONFIRMABLE": True,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_CHANGE_EMAIL": True,
    "SECURITY_TRACKABLE": False,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    # Whether mail arrives there is seen when the link in it is followed; nobody else is asked about an address.
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "globally_deliverable": False},
    "SECURITY_EMAIL_PLAINTEXT": False,
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_DATETIME_FACTORY": clock.now,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    # Less than nothing: the library's page that asks for the password again is not offered.
    "SECURITY_FRESHNESS": timedelta(minutes=-1),
    "SESSION_PROTECTION": "basic",
}
SAYS = {
    "GENERIC_AUTHN_FAILED": (WRONG, "error"),
    "INVALID_EMAIL_ADDRESS": ("Enter an email address like name@kith.example.", "error"),
    "USER_DOES_NOT_EXIST": (WRONG, "error"),
    "INVALID_PASSWORD": (WRONG, "error"),
    "PASSWORD_NOT_PROVIDED": ("Enter your password.", "error"),
    "EMAIL_NOT_PROVIDED": ("Enter your email address.", "error"),
    "CONFIRM_REGISTRATION": (SENT, "info"),
    "CONFIRMATION_REQUEST": (SENT, "info"),
    "PASSWORD_RESET_REQUEST": (SENT, "info"),
    "CHANGE_EMAIL_SENT": ("A mail is on its way to the new address. Open the link in it to finish.", "info"),
    "EMAIL_CONFIRMED": ("Thank you. Your address is confirmed, and you can sign in.", "success"),
    "ALREADY_CONFIRMED": ("Your address is confirmed already. You can sign in.", "info"),
    "INVALID_CONFIRMATION_TOKEN": (OLD_LINK, "error"),
    "CONFIRMATION_EXPIRED": (OLD_LINK, "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (OLD_LINK, "error"),
    "PASSWORD_RESET_EXPIRED": (OLD_LINK, "error"),
    "CHANGE_EMAIL_EXPIRED": (OLD_LINK, "error"),
    "API_ERROR": (OLD_LINK, "error"),
    "PASSWORD_RESET_NO_LOGIN": ("Your new password is set. Sign in with it.", "success"),
    "PASSWORD_CHANGE": ("Your password is changed. Other devices are signed out.", "success"),
    "PASSWORD_IS_THE_SAME": ("That is the password you have now. Choose another.", "error"),
    "CHANGE_EMAIL_CONFIRMED": ("You sign in with your new address from now on.", "success"),
}
SENDS = {
    "security.login": (
        Limit("10 per 15 minutes", typed("email"), only_failures=True),
        Limit("100 per 15 minutes", only_failures=True),
    ),
    "security.register": (Limit("5 per hour", typed("email")), Limit("20 per hour")),
    "security.forgot_password": (Limit("5 per hour", typed("email")), Limit("40 per hour")),
    "security.send_confirmation": (Limit("5 per hour", typed("email")), Limit("40 per hour")),
    "security.reset_password": (Limit("40 per hour"),),
    "security.change_password": (Limit("20 per hour"),),
    "security.change_email": (Limit("20 per hour"),),
}
"""How often each may be tried, by the address that is typed and by where it comes from."""


class _Requests:
    """What Flask-Security takes for a database: the session of the request that is being answered."""

    @property
    def session(self) -> Session:
        return db()


class _People(SQLAlchemyUserDatastore):
    """The library's store of people, which knows when someone was made."""

    def create_user(self, **facts: Any) -> Any:
        """Make a person who registers."""
        return super().create_user(**{"created_at": clock.now(), **facts})


class _Mails(MailUtil):
    """The library's mails in our words, into the outbox of the request's own transaction."""

    def send_mail(self, template: str, subject: str, recipient: Any, *_rest: Any, **facts: Any) -> None:  # noqa: ARG002
        """Write one to the outbox. The link is kept as a path: where the site is reached is a setting, not a header."""
        template = template.rpartition("/")[2]
        mail = texts.MAILS[template]
        link = facts.get("confirmation_link") or facts.get("reset_link") or facts.get("link") or ""
        if template == "welcome_existing":
            link = facts.get("confirmation_link") or facts.get("recovery_link") or ""
        path = urlsplit(str(link)).path if mail.secret or template == "welcome_existing" else ""
        person = facts.get("user")
        write_message(
            db(), to=str(recipient), subject=mail.subject, body=mail.body, at=clock.now(), path=path, secret=mail.secret,
            person_id=person.id if person is not None else None,
        )  # fmt: skip
        after_this_request(keep_if_good)


class _Passwords(PasswordUtil):
    """Our one rule of what makes a password."""

    def validate(self, password: str, is_register: bool, **facts: Any) -> tuple[list[str] | None, str]:  # noqa: ARG002
        """Return what is wrong, if anything, and the password as it is kept."""
        plain = self.normalize(password)
        person = facts.get("user")
        email = facts.get("email") or getattr(person, "email", "") or ""
        names = [facts.get(one) or getattr(person, one, "") or "" for one in ("known_as", "full_name")]
        problem = password_problem(plain, email=email, names=tuple(name for name in names if name))
        return ([problem] if problem else None), plain


def set_up(app: Flask) -> None:
    """Give the app its sign-in, and say of each of its pages who may use it."""
    app.config.update(SETTINGS)
    app.config.update({f"SECURITY_MSG_{name}": said for name, said in SAYS.items()})
    security = Security(mail_util_cls=_Mails, password_util_cls=_Passwords)
    security.init_app(
        app,
        _People(_Requests(), Person, SiteRole),
        login_form=forms.SignInForm,
        register_form=forms.RegisterForm,
        forgot_password_form=forms.ForgotForm,
        reset_password_form=forms.NewPasswordForm,
        send_confirmation_form=forms.ConfirmAgainForm,
        change_password_form=forms.ChangePasswordForm,
        change_email_form=forms.ChangeEmailForm,
    )
    manager = app.login_manager  # type: ignore[attr-defined]
    manager.login_message = None
    manager.user_loader(viewing.only_while_it_holds(manager._user_callback))  # noqa: SLF001 - the library's own finder
    _hear(app)
    app.after_request(viewing.note_seen)
    for name in ("change_password", "change_email"):
        app.view_functions[f"security.{name}"] = requires(PERSON)(app.view_functions[f"security.{name}"])  # type: ignore[arg-type]
    for name, view in app.view_functions.items():
        if name.startswith("security.") and not name.endswith(".static") and not hasattr(view, "access"):
            vars(view)["access"] = "public"
    for name in ("confirm_email", "change_email_confirm"):
        # Links in mails: following them is what writes.
        vars(app.view_functions[f"security.{name}"])["writes_on_get"] = True


def _hear(app: Flask) -> None:
    user_logged_in.connect(_begun, app)
    user_logged_out.connect(_left, app)
    password_changed.connect(_password_is_new, app)
    password_reset.connect(_password_is_new, app)
    change_email_confirmed.connect(_address_is_new, app)


def _begun(_app: Flask, *, user: Person, **_facts: Any) -> None:
    # A form token made before signing in, perhaps put there by somebody else, guards nothing afterwards.
    cookie.pop("csrf_token", None)
    cookie.pop("acting", None)
    viewing.begin(user)


def _left(_app: Flask, **_facts: Any) -> None:
    cookie.pop("acting", None)
    viewing.leave()


def _password_is_new(_app: Flask, *, user: Person, **_facts: Any) -> None:
    operations.end_others(db(), person_id=user.id, but_key=viewing.key(), how="password", at=clock.now())


def _address_is_new(_app: Flask, *, user: Person, old_email: str, **_facts: Any) -> None:
    mail = texts.ADDRESS_CHANGED
    write_message(db(), to=old_email, subject=mail.subject, body=mail.body, at=clock.now(), person_id=user.id)
