"""The library's forms in our words: one box for a new password, and nobody is told which addresses are in use."""

from __future__ import annotations

from typing import Any

from flask_login import current_user
from flask_security.change_email import ChangeEmailForm as LibraryChangeEmailForm
from flask_security.forms import ChangePasswordForm as LibraryChangePasswordForm
from flask_security.forms import ForgotPasswordForm as LibraryForgotPasswordForm
from flask_security.forms import (
    LoginForm,
    RegisterFormV2,
    ResetPasswordForm,
    SendConfirmationForm,
)
from flask_security.utils import validate_redirect_url
from wtforms import EmailField, Field, PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from marketplace.kernel.forms import Form

NEW_PASSWORD = "At least 10 letters, numbers or spaces. Three words together work well."  # noqa: S105 - a hint


class SignInForm(Form, LoginForm):
    """The library's form; spaces around an address do not matter, and it leads nowhere but to this site."""

    email = EmailField("Email address", render_kw={"autocomplete": "username"}, validators=[DataRequired()])

    def validate_next(self, field: Field) -> None:
        """Forget a way on that leads elsewhere: signing in then ends at the first page, not at a problem."""
        if field.data and not validate_redirect_url(field.data):
            field.data = ""


class RegisterForm(Form, RegisterFormV2):
    """Signing up: what to call someone, an address, a password. Nothing else is asked."""

    known_as = StringField(
        "What should we call you?",
        [DataRequired("Tell us what to call you."), Length(max=60, message="Use 60 letters at most.")],
        render_kw={"autocomplete": "given-name"},
    )
    full_name = StringField(
        "Your full name",
        [DataRequired("Enter your full name."), Length(max=120, message="Use 120 letters at most.")],
        description="It goes on agreements and invoices.",
        render_kw={"autocomplete": "name"},
    )
    password_confirm = None  # type: ignore[assignment]

    def validate_next(self, field: Field) -> None:
        """Forget a way on that leads elsewhere."""
        if field.data and not validate_redirect_url(field.data):
            field.data = ""


class ForgotForm(Form, LibraryForgotPasswordForm):
    """Asking for a new password."""


class ConfirmAgainForm(Form, SendConfirmationForm):
    """Asking for the mail that confirms an address once more."""


class NewPasswordForm(Form, ResetPasswordForm):
    """A new password, after following the link of a mail."""

    password_confirm = None  # type: ignore[assignment]


class ChangePasswordForm(Form, LibraryChangePasswordForm):
    """A new password, for someone signed in who knows the old one."""

    new_password_confirm = None  # type: ignore[assignment]


class ChangeEmailForm(Form, LibraryChangeEmailForm):
    """Another address to sign in with; the password is asked for, as the device may be shared."""

    password = PasswordField(
        "Your password", [InputRequired("Enter your password.")], render_kw={"autocomplete": "current-password"}
    )

    def validate_password(self, field: Any) -> None:
        """Check that whoever asks knows the password."""
        if not current_user.verify_and_update_password(field.data or ""):
            raise ValidationError("That is not your password.")
