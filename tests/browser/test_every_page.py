"""Every page of the way, at 320 px and on a desk, light and dark, large text, scripts on and off: nothing wrong with any."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from marketplace.cli.database import open_sessions
from marketplace.cli.millbrook import august
from marketplace.config import load_settings
from tests.browser.checks import faults
from tests.browser.conftest import Reader, run_site

PUBLIC = (
    "/", "/not-sure", "/crisis", "/preferences", "/words", "/privacy", "/accessibility", "/how-we-order-results", "/sources",
    "/sign-in", "/find", "/find?q=lonely&near=SK22&price=free", "/find?q=zzzzz&near=nowhere", "/listings/1", "/listings/12",
    "/nothing-here",
)  # fmt: skip
SIGNED_IN = {
    "margaret": ("/my", "/account", "/my/visits", "/my/visits/{visit}", "/my/agreements/{agreement}",
                 "/my/agreements/{agreement}/visits/new", "/my/invoices", "/invoices/{own}", "/listings/1/ask"),
    "george": ("/my", "/my/requests/{request}", "/my/agreements/{offered}"),
    "jo": ("/my", "/provider/requests", "/provider/requests/{waiting}", "/provider/agreements", "/provider/agreements/1",
           "/provider/visits", "/provider/month-end", "/provider/invoices", "/provider/invoices/{own}/payment", "/admin"),
    "dev": ("/my", "/shifts", "/shifts/{visit}"),
    "colin": ("/payer/invoices", "/invoices/{council}"),
    "robin": ("/my", "/admin"),
}  # fmt: skip
WAYS = {
    "phone": {"viewport": {"width": 320, "height": 700}},
    "phone-dark-no-script": {
        "viewport": {"width": 320, "height": 700},
        "color_scheme": "dark",
        "java_script_enabled": False,
    },
    "desk": {"viewport": {"width": 1100, "height": 900}},
    "desk-dark-largest": {"viewport": {"width": 1100, "height": 900}, "look": "dark.largest"},
}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Return a site with August delivered, one request waiting and one agreement on offer, with their numbers."""
    from marketplace.brokerage.agreements import operations as agreements
    from marketplace.brokerage.requests import operations as requests
    from marketplace.kernel.clock import parse_moment

    patch = pytest.MonkeyPatch()
    running = run_site(
        tmp_path_factory.mktemp("pages") / "var", opened="2026-07-01T08:00", monkeypatch=patch, with_town=True
    )
    site, people = next(running)
    now = parse_moment("2026-09-02T09:00")
    with open_sessions(load_settings(data=site.folder))() as session:
        august.deliver(session, town=people)
        offer, george = people.offers["harbour"], people.people["george"]
        wish = requests.Wish("Getting out", 60, now.date())
        made = [
            requests.send(session, person=george, offer=offer, wish=wish, budget=None, at=now, submit_key=f"page-{at}")
            for at in range(2)
        ]
        offered = agreements.offer(
            session, request=made[1], terms="Terms", note="", by_id=people.people["jo"].id, at=now
        )
        numbers = {"request": made[1].id, "waiting": made[0].id, "offered": offered.id, **_margaret(session, people)}
        session.commit()
    site.set_clock("2026-09-02T10:00")
    yield site, numbers
    running.close()
    patch.undo()


def _margaret(session, people) -> dict[str, int]:
    from sqlalchemy import select

    from invoices.documents.models import Invoice
    from marketplace.brokerage.agreements.models import Agreement
    from marketplace.brokerage.visits.models import Visit

    person_id = people.people["margaret"].id
    agreement = session.scalar(select(Agreement.id).where(Agreement.person_id == person_id))
    mine = select(Invoice.id).where(Invoice.person_id == person_id)
    return {
        "agreement": agreement,
        "visit": session.scalar(select(Visit.id).where(Visit.agreement_id == agreement)),
        "own": session.scalar(mine.where(Invoice.payer_person_id.is_not(None))),
        "council": session.scalar(mine.where(Invoice.payer_organisation_id.is_not(None))),
    }


def open_window(browser: Browser, site, way: str) -> tuple[object, Reader]:
    facts = dict(WAYS[way])
    look = facts.pop("look", "")
    context = browser.new_context(locale="en-GB", **facts)
    if look:
        context.add_cookies([{"name": "look", "value": look, "url": site.address}])
    return context, Reader(context.new_page(), site)


def check(reader: Reader, path: str, problems: list[str], *, scripts: bool) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    answer = reader.page.goto(reader.site.address + path)
    assert answer is not None
    assert answer.status in {200, 404, 403}, f"{path} answered {answer.status}"
    problems += [f"{path}: {fault}" for fault in faults(reader.page, scripts=scripts)]
    problems += [f"{path}: asked {url}" for url in asked if not url.startswith(reader.site.address)]
    leave = reader.page.locator("a.leave").bounding_box()
    width = reader.page.viewport_size["width"]
    if leave is None or leave["x"] < 0 or leave["x"] + leave["width"] > width:
        problems.append(f"{path}: “Leave this site” is cut off")


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_wrong_with_any_public_page(browser, town, way):
    site, _ = town
    context, reader = open_window(browser, site, way)
    problems: list[str] = []
    for path in PUBLIC:
        check(reader, path, problems, scripts=WAYS[way].get("java_script_enabled", True))
    context.close()
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", SIGNED_IN)
def test_nothing_is_wrong_with_any_page_of_someone_signed_in(browser, town, way, who):
    site, numbers = town
    context, reader = open_window(browser, site, way)
    reader.sign_in(who)
    problems: list[str] = []
    for path in SIGNED_IN[who]:
        check(reader, path.format(**numbers), problems, scripts=WAYS[way].get("java_script_enabled", True))
    context.close()
    assert not problems, "\n".join(problems)


def test_the_checks_do_find_faults(browser):
    page = browser.new_page()
    page.set_content(
        "<html><body><main style='width:3000px'><h1>a</h1><h1>b</h1><p style='color:#aaa'>pale</p><input></main></body></html>"
    )
    found = " ".join(faults(page))
    page.close()
    for fault in ("axe:", "contrast:", "sideways scroll", "2 h1 headings", "small target"):
        assert fault in found


def test_margaret_s_invoice_prints_on_one_sheet_and_large_on_two(browser, town):
    site, numbers = town
    context, reader = open_window(browser, site, "desk")
    reader.sign_in("margaret")
    for address, most in ((f"/invoices/{numbers['own']}", 1), (f"/invoices/{numbers['own']}?size=large", 2)):
        paper = reader.go(address).pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= most, address
    context.close()
