"""Forms and the fields of this house: London days and times, miles to one decimal, pounds, and a key against double presses."""

from __future__ import annotations

import re
import secrets
from datetime import date, datetime, time
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import DateField, HiddenField, PasswordField, StringField, TimeField
from wtforms.validators import ValidationError

from marketplace.kernel.errors import DomainError
from marketplace.kernel.filters import miles
from marketplace.kernel.money import parse_pounds, pounds

EARLIEST, LATEST = 1900, 2199
"""Years a day may fall in: a slip of a key is told, not stored."""
LONGEST_SECRET = 1000
"""Letters of a password that are looked at: far more than one may have, fewer than the library that checks it refuses."""
_HOURS = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?", re.ASCII)
_MILES = re.compile(r"(\d{1,4})(?:[.,](\d))?")


class Form(FlaskForm):
    """What every form inherits: CSRF guard, and text without spaces around it."""

    class Meta(FlaskForm.Meta):
        """Strip what people type before it is looked at."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Take what a form sent and nothing else: a file where text is asked for is left out."""
            wrapped = super().wrap_formdata(form, formdata)
            # The library adds what was uploaded; the one kind of form that takes files is FileForm.
            return request.form if isinstance(wrapped, CombinedMultiDict) else wrapped

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """Give each text field the stripping filter; a password is kept as it was typed, up to a length."""
            filters = list(unbound_field.kwargs.get("filters", []))
            kind = unbound_field.field_class
            if issubclass(kind, PasswordField):
                options["filters"] = [*filters, _cut]
            elif issubclass(kind, StringField) and _strip not in filters:
                options["filters"] = [*filters, _strip]
            return super().bind_field(form, unbound_field, options)


class FileForm(Form):
    """A form with a file in it: `macros/forms.html` sends it with `files=true`. Its other fields take text only."""

    class Meta(Form.Meta):
        """Hand files to the fields that are for files."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Take what a form sent: a file where a file is asked for, text everywhere else."""
            wrapped = super().wrap_formdata(form, formdata)
            if wrapped is not request.form:
                return wrapped
            fields = {field.name for field in form if isinstance(field, FileField)}
            files = [(name, file) for name, file in request.files.items(multi=True) if name in fields]
            texts = [(name, text) for name, text in request.form.items(multi=True) if name not in fields]
            return CombinedMultiDict([MultiDict(files), MultiDict(texts)])


class PressForm(Form):
    """One button: nothing but the guard against forged presses."""


class SubmitKeyField(HiddenField):
    """A key made with the form, so that a double press or a reload does the thing once."""

    def __init__(self, **options: Any) -> None:
        """Make a fresh key unless one was sent back."""
        super().__init__(default=lambda: secrets.token_urlsafe(16), **options)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002
        """Refuse a key that is missing or absurd."""
        if not self.data or len(self.data) > 64:
            raise ValidationError("Open the page again and send it once more.")


class DayField(DateField):
    """A day, typed or picked: 2026-08-31 from the browser, 31/8/2026 by hand."""

    def __init__(self, label: str, **options: Any) -> None:
        """Take the two ways of writing a day."""
        super().__init__(label, format=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a day; one clear sentence when it is not one."""
        if _blank(self, valuelist):
            return
        for form in self.strptime_format:
            try:
                self.data: date | None = datetime.strptime(valuelist[0].strip(), form).date()  # noqa: DTZ007
            except ValueError:
                continue
            if EARLIEST <= self.data.year <= LATEST:
                return
            break
        self.data = None
        raise ValueError("Enter a day like 31/8/2026.")


class ClockField(TimeField):
    """A clock time in London: 14:00 or 2.30 pm by hand."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a clock time; one clear sentence when it is not one."""
        text = valuelist[0].strip().lower().replace(".", ":").replace(" ", "") if valuelist else ""
        if _blank(self, valuelist):
            return
        for form in ("%H:%M", "%I:%M%p", "%I%p", "%H:%M:%S"):
            try:
                self.data: time | None = datetime.strptime(text, form).time().replace(second=0)  # noqa: DTZ007
            except ValueError:
                continue
            return
        self.data = None
        raise ValueError("Enter a time like 14:00 or 2.30 pm.")


class MilesField(StringField):
    """Miles with at most one decimal; `data` is whole tenths."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read miles; one clear sentence when they cannot be read."""
        text = valuelist[0].strip() if valuelist else ""
        if _blank(self, valuelist):
            self.data: int | None = None  # type: ignore[assignment]
            return
        found = _MILES.fullmatch(text)
        if found is None:
            self.data = None
            raise ValueError("Enter miles with at most one decimal, like 14.2.")
        self.data = int(found[1]) * 10 + int(found[2] or 0)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return miles(self.data) if self.data is not None else ""


class HoursField(StringField):
    """Hours with a half or a quarter ("1.5"); `data` is whole minutes."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read hours; one clear sentence when they cannot be read."""
        text = valuelist[0].strip() if valuelist else ""
        if _blank(self, valuelist):
            self.data: int | None = None  # type: ignore[assignment]
            return
        found = _HOURS.fullmatch(text)
        if found is None:
            self.data = None
            raise ValueError("Enter hours as a number, like 2 or 1.5.")
        hundredths = int((found[2] or "0").ljust(2, "0"))
        self.data = int(found[1]) * 60 + (hundredths * 60 + 50) // 100

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data // 60}.{(self.data % 60 * 100 + 30) // 60:02d}".rstrip("0").rstrip(".") if self.data else ""


class WholeField(StringField):
    """A whole number; `data` is it, or None where nothing was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it; one clear sentence when it cannot be read."""
        text = valuelist[0].strip() if valuelist else ""
        if _blank(self, valuelist):
            self.data: int | None = None  # type: ignore[assignment]
            return
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            self.data = None
            raise ValueError("Enter a whole number, like 3.")
        self.data = int(text)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)


class PoundsField(StringField):
    """An amount in pounds and pence; `data` is whole pence."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read an amount; one clear sentence when it cannot be read."""
        text = valuelist[0].strip() if valuelist else ""
        if _blank(self, valuelist):
            self.data: int | None = None  # type: ignore[assignment]
            return
        try:
            self.data = parse_pounds(text)
        except DomainError as error:
            self.data = None
            raise ValueError(error.sentence) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return pounds(self.data).removeprefix("£") if self.data is not None else ""


def _strip(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _cut(value: Any) -> Any:
    return value[:LONGEST_SECRET] if isinstance(value, str) else value


def _blank(field: Any, sent: list[str]) -> bool:
    """Say whether nothing was sent but spaces; such a field counts as left empty, also for InputRequired."""
    if sent and sent[0].strip():
        return False
    field.raw_data = []
    return True
