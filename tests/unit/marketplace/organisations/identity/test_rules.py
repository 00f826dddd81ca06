"""What an organisation must say of itself before it may sell, and the shapes of its numbers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from marketplace.organisations.identity import rules


@pytest.mark.parametrize(
    ("legal_name", "address", "missing"),
    [
        ("", "", "legal name and address"),
        ("Harbour Ltd", " ", "your address"),
        ("", "4 Quay Street", "your legal name"),
    ],
)
def test_what_is_missing_before_selling_is_told_in_one_sentence(legal_name, address, missing):
    told = rules.identity_trouble(SimpleNamespace(legal_name=legal_name, address=address))
    assert missing in told
    assert told.count(".") == 1


def test_nothing_is_missing_with_both():
    assert rules.identity_trouble(SimpleNamespace(legal_name="Harbour Ltd", address="4 Quay Street")) == ""


@pytest.mark.parametrize(
    ("read", "text", "kept"),
    [
        (rules.sort_code, "000001", "00-00-01"),
        (rules.sort_code, "00 00-01", "00-00-01"),
        (rules.account_number, "123456", "00123456"),
        (rules.account_number, "0001 2345", "00012345"),
        (rules.charity_number, "sc012345", "SC012345"),
        (rules.charity_number, "1234567-1", "1234567-1"),
        (rules.charity_number, "nic 100123", "NIC100123"),
        (rules.company_number, "1234567", "01234567"),
        (rules.company_number, "sc123456", "SC123456"),
        (rules.invoice_prefix, "hw", "HW"),
    ],
)
def test_a_number_is_kept_in_its_one_form(read, text, kept):
    assert read(text) == kept


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (rules.sort_code, "12345"),
        (rules.sort_code, "١٢٣٤٥٦"),
        (rules.account_number, "123456789"),
        (rules.charity_number, "charity"),
        (rules.company_number, "12"),
        (rules.company_number, "A1234567"),
        (rules.invoice_prefix, "H"),
        (rules.invoice_prefix, "HARBOUR"),
        (rules.invoice_prefix, "H1"),
    ],
)
def test_what_is_no_number_is_refused(read, text):
    with pytest.raises(ValueError, match=r".+"):
        read(text)


@pytest.mark.parametrize("letters", ["MH", "ptsd", "OCD", "psy"])
def test_letters_that_tell_something_are_refused(letters):
    with pytest.raises(ValueError, match="tell nothing"):
        rules.invoice_prefix(letters)
