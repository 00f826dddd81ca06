"""An organisation's legal facts as its manager writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from marketplace.kernel.forms import Form, WholeField
from marketplace.kernel.postcodes import normal_postcode
from marketplace.organisations.identity import rules
from marketplace.organisations.identity.presenters import VAT

MOST_DAYS = 90


def _short(label: str, most: int, hint: str = "") -> StringField:
    return StringField(label, [Length(max=most, message=f"Use {most} letters at most.")], description=hint)


class IdentityForm(Form):
    """Who it is in law, how to reach it, how it is paid, and how to complain to it."""

    legal_name = StringField(
        "Legal name",
        [DataRequired("Enter the legal name."), Length(max=160, message="Use 160 letters at most.")],
        description="The full name in law, with Ltd or CIC if it has one.",
    )
    address = StringField(
        "Address",
        [DataRequired("Enter the address."), Length(max=200, message="Use 200 letters at most.")],
        description="Where letters about the law reach you. It is on your invoices and your pages.",
    )
    postcode = _short("Postcode", 10)
    phone = _short("Phone", 30)
    email = _short("Email", 120)
    charity_number = _short("Charity number", 20, "If you have one.")
    company_number = _short("Company number", 20, "If you have one.")
    vat_status = RadioField("VAT", choices=list(VAT.items()), validators=[InputRequired("Choose how it is with VAT.")])
    bank_account_name = _short("Name on the bank account", 80)
    bank_sort_code = _short("Sort code", 12, "Six figures, like 00-00-01.")
    bank_account_number = _short("Account number", 12, "Eight figures.")
    pay_within_days = WholeField(
        "Days to pay within",
        [
            InputRequired("Enter the days to pay within."),
            NumberRange(0, MOST_DAYS, message=f"Enter a whole number from 0 to {MOST_DAYS}."),
        ],
        description="Counted from the day an invoice is made.",
    )
    invoice_prefix = _short(
        "Letters before each invoice number", 8, "Two to four letters that tell nothing, like HW. Banks print them."
    )
    complaints = TextAreaField(
        "How to complain to you",
        [Length(max=600, message="Use 600 letters at most.")],
        description="Who to ring or write to, in a sentence or two. It is on your pages and your invoices.",
    )

    def facts(self) -> Mapping[str, Any]:
        """Return what was filled in, by name."""
        return {name: self[name].data if self[name].data is not None else "" for name in rules.FIELDS}

    def validate_email(self, field: StringField) -> None:
        """Take what looks like an address."""
        if field.data and ("@" not in field.data or " " in field.data):
            raise ValidationError("Enter an email address like name@kith.example.")

    def validate_postcode(self, field: StringField) -> None:
        """Take a whole postcode."""
        if field.data:
            field.data = normal_postcode(field.data) or _wrong("Enter a postcode like SK22 9XX.")

    def validate_charity_number(self, field: StringField) -> None:
        """Take a number of one of the three registers."""
        _read(field, rules.charity_number, "Enter a charity number like 1234567 or SC012345.")

    def validate_company_number(self, field: StringField) -> None:
        """Take a number of the register of companies."""
        _read(field, rules.company_number, "Enter a company number of eight figures, like 01234567.")

    def validate_bank_account_name(self, field: StringField) -> None:
        """Ask for all three bank details or for none."""
        given = [bool(self[name].data) for name in rules.BANK]
        if not field.data and any(given):
            raise ValidationError("Enter all three bank details, or none.")

    def validate_bank_sort_code(self, field: StringField) -> None:
        """Take six figures."""
        self._with_name(field)
        _read(field, rules.sort_code, "Enter a sort code of six figures, like 00-00-01.")

    def validate_bank_account_number(self, field: StringField) -> None:
        """Take eight figures."""
        self._with_name(field)
        _read(field, rules.account_number, "Enter an account number of eight figures.")

    def validate_invoice_prefix(self, field: StringField) -> None:
        """Take letters that tell nothing."""
        if field.data:
            try:
                field.data = rules.invoice_prefix(field.data)
            except ValueError as error:
                raise ValidationError(str(error)) from None

    def _with_name(self, field: StringField) -> None:
        if self.bank_account_name.data and not field.data:
            raise ValidationError("Enter all three bank details, or none.")


def _wrong(words: str) -> str:
    raise ValidationError(words)


def _read(field: StringField, read: Callable[[str], str], words: str) -> None:
    """Bring a number into its one form; what is none is told."""
    if field.data:
        try:
            field.data = read(field.data)
        except ValueError:
            raise ValidationError(words) from None
