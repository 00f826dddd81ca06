"""Signing in and out: Flask-Security over Flask-Login, in our look and words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import session as cookie
from flask_login import user_logged_in
from flask_security.core import Security
from flask_security.datastore import SQLAlchemyUserDatastore
from flask_security.forms import LoginForm
from flask_security.utils import validate_redirect_url
from wtforms import EmailField, Field
from wtforms.validators import DataRequired

from marketplace.kernel.forms import Form
from marketplace.kernel.session import db
from marketplace.people.models import Person, SiteRole
from marketplace.people.passwords import COST

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

WRONG = "That email address and password do not match."
SETTINGS: dict[str, Any] = {
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "/my",
    "SECURITY_POST_LOGOUT_VIEW": "/",
    "SECURITY_LOGIN_USER_TEMPLATE": "marketplace/people/sign_in.html",
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    # The same cost as passwords.COST, in the names of the library that checks it.
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {f"argon2__{name}": value for name, value in COST.items()},
    "SECURITY_TRACKABLE": False,
    "SECURITY_REGISTERABLE": False,
    "SECURITY_RECOVERABLE": False,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_FLASH_MESSAGES": False,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    # Less than nothing: the library's page that asks for the password again is not offered.
    "SECURITY_FRESHNESS": timedelta(minutes=-1),
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (WRONG, "error"),
    "SECURITY_MSG_INVALID_EMAIL_ADDRESS": (WRONG, "error"),
    "SECURITY_MSG_USER_DOES_NOT_EXIST": (WRONG, "error"),
    "SECURITY_MSG_INVALID_PASSWORD": (WRONG, "error"),
    "SECURITY_MSG_PASSWORD_NOT_PROVIDED": ("Enter your password.", "error"),
    "SECURITY_MSG_EMAIL_NOT_PROVIDED": ("Enter your email address.", "error"),
    "SESSION_PROTECTION": "basic",
}


class _Requests:
    """What Flask-Security takes for a database: the session of the request that is being answered."""

    @property
    def session(self) -> Session:
        return db()


class SignInForm(Form, LoginForm):
    """The library's form; spaces around an address do not matter, and it leads nowhere but to this site."""

    email = EmailField("Email address", render_kw={"autocomplete": "username"}, validators=[DataRequired()])

    def validate_next(self, field: Field) -> None:
        """Forget a way on that leads elsewhere: signing in then ends at the first page, not at a problem."""
        if field.data and not validate_redirect_url(field.data):
            field.data = ""


def set_up(app: Flask) -> None:
    """Give the app its sign-in, and say that its pages are for everyone."""
    app.config.update(SETTINGS)
    security = Security()
    security.init_app(app, SQLAlchemyUserDatastore(_Requests(), Person, SiteRole), login_form=SignInForm)
    user_logged_in.connect(_forget_the_visitor, app)
    for name, view in app.view_functions.items():
        if name.startswith("security.") and not name.endswith(".static"):
            vars(view)["access"] = "public"


def _forget_the_visitor(_app: Flask, **_facts: Any) -> None:
    # A form token made before signing in, perhaps put there by somebody else, guards nothing afterwards.
    cookie.pop("csrf_token", None)
