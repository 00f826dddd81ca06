"""An organisation keeps its legal facts (row K11, rules C11 and T1): nothing that was sent before changes."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from invoices.documents.models import Invoice
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.outbox.models import Message
from marketplace.organisations.models import Organisation
from marketplace.organisations.operations import add_member
from tests.factories.invoices import hours_line, make_invoice


@pytest.fixture
def path(town):
    return f"/provider/organisations/{town.organisations['harbour'].id}"


def ours(sessions, town, key="harbour"):
    with sessions() as session:
        return session.get_one(Organisation, town.organisations[key].id)


def test_a_manager_changes_the_facts_and_what_was_sent_stays(sessions, town, jo, send, path, now):
    with sessions() as session:
        line = hours_line(day=date(2026, 8, 1), minutes=60, source="one")
        sent = make_invoice(
            session, at=now, organisation=town.organisations["harbour"], person=town.people["margaret"], lines=[line]
        ).id
        session.commit()
    answer = send(jo, path, legal_name="Harbour CIC", bank_sort_code="112233", postcode="sk229xx", pay_within_days="30")
    assert answer.location == path
    kept = ours(sessions, town)
    assert (kept.legal_name, kept.bank_sort_code, kept.postcode) == ("Harbour CIC", "11-22-33", "SK22 9XX")
    assert kept.pay_within_days == 30
    with sessions() as session:
        assert session.get_one(Invoice, sent).parties["from"]["legal_name"] == "Harbour Wellbeing"
        assert "organisation.changed" in session.scalars(select(AuditEntry.deed)).all()
        told = session.scalars(select(Message.subject).where(Message.person_id == town.people["jo"].id)).all()
    assert told[-1] == "Your bank details were changed"


def test_the_first_page_is_the_one_organisation_and_of_several_a_list(sessions, town, jo, look, path):
    assert look(jo, "/provider/organisation").select_one("form[novalidate]")["action"] == path
    with sessions() as session:
        add_member(
            session, person=town.people["jo"], organisation=town.organisations["keyturn"], role="manager",
            on=date(2026, 1, 1),
        )  # fmt: skip
        session.commit()
    links = [one["href"] for one in look(jo, "/provider/organisation").select("main li a")]
    assert len(links) == 2
    assert path in links


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"legal_name": " "}, "Enter the legal name"),
        ({"address": ""}, "Enter the address"),
        ({"bank_sort_code": "1"}, "six figures"),
        ({"bank_account_number": "x"}, "eight figures"),
        ({"bank_account_name": ""}, "all three"),
        ({"bank_account_number": ""}, "all three"),
        ({"charity_number": "none"}, "charity number"),
        ({"company_number": "1"}, "company number"),
        ({"postcode": "nowhere"}, "postcode"),
        ({"email": "nobody"}, "email address"),
        ({"pay_within_days": "91"}, "0 to 90"),
        ({"vat_status": "often"}, "Not a valid choice"),
        ({"invoice_prefix": "MH"}, "tell nothing"),
        ({"invoice_prefix": "bw"}, "Another organisation"),
        ({"complaints": "a" * 700}, "600 letters"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_typed_is_lost(sessions, town, jo, send, path, facts, told):
    answer = send(jo, path, **{"phone": "01632 960999", **facts})
    assert answer.status_code == 400
    soup = BeautifulSoup(answer.text, "html5lib")
    assert told in soup.select_one(".govuk-error-summary").text
    assert soup.select_one("[name=phone]")["value"] == "01632 960999"
    assert ours(sessions, town).phone == "01632 960110"


def test_somebody_else_s_is_not_found_and_staff_alone_may_not(sessions, town, jo, sign_in, path):
    other = f"/provider/organisations/{town.organisations['keyturn'].id}"
    assert jo.get(other).status_code == 404
    assert sign_in(town.people["dev"]).get(path).status_code == 403
    assert sign_in(town.people["colin"]).get("/provider/organisation").status_code == 403


def test_a_page_says_who_runs_it_and_how_to_complain_to_them(client, town, look):
    text = look(client, f"/listings/{town.listings['harbour'].id}").text
    assert "charity number 9990001" in text
    assert "4 Quay Street, Millbrook SK22 9XX" in text
    assert "Ring Jo Marsden" in text
    alone = next(one for one in town.listings.values() if one.organisation_id is None)
    assert "Who runs it" not in look(client, f"/listings/{alone.id}").text
