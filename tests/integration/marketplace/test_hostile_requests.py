"""Every route of the site, found in its own map, asked and sent hostile things by everyone who may use it: never a 500.

Millbrook has something waiting in every corner; forms are found by walking through the pages as each person does, so a
new route or form is swept without being named here. What was typed stays on the page when it is refused.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest

from listings.freshness import links
from marketplace.config import load_settings
from marketplace.organisations.colleagues.rules import token_from
from search.documents import FACETS
from tests.integration.marketplace.walking import endpoint_of, forms_in, walk

ROOT = Path(__file__).resolve().parents[3]
LINK = f"/colleagues/join/{token_from('pages')}"
STARTS = {
    "visitor": [
        "/",
        "/sign-in",
        "/register",
        "/register/sent",
        "/preferences",
        "/find",
        "/instead",
        "/what-could-it-do",
        LINK,
        "/find/words",
        "/open-data/",
        "/open-data/services",
        links.made(1, secret=load_settings().secret_key),  # the first prompt that the town's staff were sent
        "/still-right/nonsense",
        "/open-data/services/6b697468-0001-8000-8000-000000000001",
    ],
    "margaret": ["/my", "/listings/10/join", "/my/requests/1", "/my/visits", "/my/invoices", "/find?kind=organisation"],
    "tom": ["/my", LINK],
    "dev": ["/shifts"],
    "jo": [
        "/provider/requests",
        "/provider/joining",
        "/provider/reviews",
        "/provider/figures",
        "/provider/listings",
        "/provider/listings/1/prices",
        "/provider/listings/12",
        "/provider/listings/12/when",
        "/provider/listings/1/prices/1/from/2026-08-01",
        "/provider/calendar",
        "/provider/listings/1/pictures",
        "/provider/claims/1",
        "/listings/5/claim",
        "/provider/agreements",
        "/provider/visits",
        "/provider/month-end",
        "/provider/invoices",
        "/provider/organisation",
        "/provider/organisations/1",
        "/provider/colleagues",
        "/provider/workers",
        "/provider/workers/8",
        "/provider/expectations",
    ],
    "colin": ["/payer/invoices", "/payer/expectations"],
    "shirin": ["/account", "/account/helpers"],
    "laleh": ["/my", "/account"],
    "robin": ["/admin", "/admin/pages", "/admin/reviews", "/admin/workers", "/my"],
}
NEVER_ON_A_PAGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
TEXTS = {
    "nothing": "",
    "spaces": " \u00a0 ",
    "nul": "a\x00b",
    "control signs": "\x01\x02\x1b[31m\x7f",
    "50,000 letters": "a" * 50_000,
    "5,000 figures": "9" * 5000,
    "less than nothing": "-1",
    "too large for 32 bits": str(2**31),
    "too large for 64 bits": str(2**63),
    "with an exponent": "1e309",
    "not a number": "NaN",
    "no such day": "0000-00-00",
    "a far year": "99999-01-01",
    "the last day": "9999-12-31",
    "no such time": "25:99",
    "emoji": "🎻👩🏽‍🦽",
    "right to left": "\u202eمرحبا بك",
    "other figures": "١٢",
    "a raised two": "²",
    "one and a bit": "1abc",
    "two signs": "2.-5",
    "a database's words": "' OR 1=1 --",
    "a script": "<script>alert(1)</script>",
    "a template": "{{7*7}}{% raw %}",
    "a path": "../../etc/passwd",
    "a header": "a\r\nSet-Cookie: x=1",
    "an index's words": '"[TO}*?~^ AND OR NOT (title:',
    "stacked marks": "Z" + "\u0351\u036b" * 400,
    "half a pair": "%ED%A0%80",
}


@pytest.fixture(scope="module")
def walked(site):
    """Return the pages and the forms everyone can reach."""
    return {who: walk(site.app, site.clients[who], who, start) for who, start in STARTS.items()}


@pytest.fixture(scope="module")
def forms(walked):
    """Return the forms to sweep: two of each kind are enough, whoever sends them."""
    kept, met = [], Counter()
    for _, found in walked.values():
        for form in found:
            kind = (form.endpoint, tuple(one.name for one in form.fields))
            met[kind] += 1
            if met[kind] <= 2:
                kept.append(form)
    # Signing out is on every page and has nothing to fill in: a visitor's and one person's are enough.
    return [one for one in kept if one.endpoint != "security.logout" or one.who in {"visitor", "margaret"}]


def names_asked_for() -> list[str]:
    """Return every name that some view reads from an address, found in the code itself."""
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for folder in ("marketplace", "search", "listings", "invoices", "templates")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in {".py", ".html"} and "node_modules" not in file.parts
    )
    told = set(re.findall(r"""args(?:\.get\(|\.getlist\(|\[)["'](\w+)""", code))
    asked = set(re.findall(r'_first\(get, "(\w+)"\)', code))
    assert {"page", "month", "size", "next"} <= told
    assert {"q", "near", "radius", "page"} <= asked
    return sorted(told | asked | set(FACETS))


def well(answer, where) -> None:
    """Hold that an answer is one of ours, not a fault, and lets nothing through."""
    assert answer.status_code < 500 or b"cannot make paper" in answer.data, (where, answer.status_code)
    assert "<script>alert(1)" not in (answer.text if answer.mimetype == "text/html" else ""), where
    assert "Set-Cookie: x=1" not in str(answer.headers), where
    if answer.mimetype == "text/html" and answer.status_code not in {302, 303, 308}:
        assert not NEVER_ON_A_PAGE.search(answer.text), where
        assert answer.text.count("<h1") == 1, where


def test_everyone_together_reaches_every_route(site, walked, forms):
    reading = {endpoint_of(site.app, page) for pages, _ in walked.values() for page in pages}
    writing = {form.endpoint for form in forms}
    rules = [one for one in site.app.url_map.iter_rules() if not one.endpoint.endswith("static")]
    # Leads elsewhere; a style sheet; what search engines read; links in mails, which tests/integration/marketplace/people follows.
    away = {
        "pages.leave",
        "pages.colours",
        "crawlers.sitemap",
        "crawlers.sitemap_part",
        "crawlers.robots",
        "security.confirm_email",
        "security.reset_password",
        "security.change_email_confirm",
    }
    # A script's, beside the form of a step that is swept: tests/integration/listings/test_editing.py.
    # On pages that need more than this town has: a letter, a job given up, a code, another device, a yes to a code, a month to bill.
    elsewhere = {
        "admin.try_again", "admin.letter_done", "helping.cancel", "helping.stop_acting", "sign_in.end",
        "sign_in.end_others", "security.reset_password", "security.confirm_email", "billing.month_end",
        "editing.plain_words",
    }  # fmt: skip
    assert {one.endpoint for one in rules if "GET" in one.methods} - reading - away == set()
    assert {one.endpoint for one in rules if "POST" in one.methods} - writing - elsewhere == set()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_address_takes_any_question(site, walked, text):
    names, done = names_asked_for(), set()
    for who, (pages, _) in walked.items():
        for page in pages:
            endpoint = endpoint_of(site.app, page)
            if (who, endpoint) in done or endpoint.endswith("pdf"):
                continue
            done.add((who, endpoint))
            client, path = site.clients[who], page.split("?")[0]
            well(client.get(path, query_string=dict.fromkeys(names, text)), (who, path))
            well(client.get(path, query_string=[(f"{name}[]", text) for name in names]), (who, path))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_part_of_a_search_takes_any_text(site, text):
    for name in names_asked_for():
        for others in ({}, {"q": "tea", "near": "SK13"}):
            answer = site.clients["visitor"].get("/find", query_string={**others, name: text})
            assert answer.status_code == 200, name
            well(answer, name)
            well(site.clients["visitor"].get("/find", query_string=[(name, text)] * 50), name)


@pytest.mark.parametrize(
    "address",
    [
        "/find?q=%ff%fe%00%c3%28", "/find?%ff=%ff", "/find?q", "/find?&&&=&=", "/find?page=0", "/find?page=-5",
        "/find?page=1000000000", "/find?near=ZZ99+9ZZ", "/find?near=%F0%9F%8E%BB", "/find?near=M33" + "+4" * 500,
        "/find?q[]=tea&q[]=talk", "/find?q=*", "/find?q=%22", "/find?q=AND+OR+NOT", "/find?q=[a+TO+b}", "/find?" + "kind=a&" * 5000,
        "/%00", "/%ff", "/listings/%00", "/listings/1%00", "/listings/١", "/" + "a" * 5000,
        "/sign-in?next=https://evil.example", "/sign-in?next=//evil.example", "/sign-in?next=%00", "/sign-in?next=" + "a" * 5000,
    ],
    ids=lambda text: text[:40],
)  # fmt: skip
def test_any_address_is_answered(site, address):
    answer = site.clients["visitor"].get(address)
    well(answer, address)
    assert "evil.example" not in answer.headers.get("Location", "")


def test_an_empty_form_is_answered(site, forms):
    for form in forms:
        well(site.clients[form.who].post(form.action, data={}), form)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_field_of_every_form_takes_any_text_and_keeps_what_was_typed(site, forms, text):
    for form in forms:
        client = site.clients[form.who]
        for field in form.fields:
            answer = client.post(form.action, data=form.filled(**{field.name: text}))
            well(answer, (form.action, field.name))
            if answer.status_code in {400, 422} and form.endpoint != "security.login":
                same = [
                    one
                    for one in forms_in(answer.text, page=form.action, who="", app=site.app)
                    if one.endpoint == form.endpoint
                ]
                assert same, (form.action, field.name, "the form is gone")
                shown = {one.name: one for one in same[0].fields}
                if field.kind in {"text", "textarea", "email"} and text.strip().isprintable():
                    assert shown[field.name].value.strip()[:40] == text.strip()[:40], (form.action, field.name)
        well(client.post(form.action, data={one.name: text for one in form.fields}), form.action)


def test_fields_sent_twice_or_as_files_are_answered(site, forms):
    for form in forms:
        client = site.clients[form.who]
        twice = {name: [value, value, "other"] for name, value in form.filled().items()}
        well(client.post(form.action, data=twice), form.action)
        for field in form.fields:
            files = {**form.filled(), field.name: (io.BytesIO(b"\x00\xff" * 9), "a\x00b.csv")}
            well(client.post(form.action, data=files, content_type="multipart/form-data"), (form.action, field.name))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"email": '),
        ("application/json", b"[1, 2]"),
        ("application/json", b"7"),
        ("application/json", b"null"),
        ("application/json", b'{"email": {"a": 1}, "password": [1], "next": 7}'),
        ("application/json", b'{"email": "a\\u0000b", "password": "\\ud800"}'),
        ("application/json", b"[" * 100_000),
        ("application/xml", b"<a>"),
        ("text/plain", b"email=a"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\nhalf"),
        ("application/x-www-form-urlencoded", b"\xff\xfe=%ff&email=%ff%00&%zz"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"a=b"),
        ("application/x-www-form-urlencoded", b"a=b&" * 5000),
        ("nonsense", b"\x00"),
        ("", b""),
    ],
)
def test_a_body_of_another_kind_is_answered(site, forms, kind, body):
    for form in forms:
        for accept in ("text/html", "application/json"):
            answer = site.clients[form.who].post(form.action, data=body, content_type=kind, headers={"Accept": accept})
            well(answer, form.action)


def test_a_form_over_the_limit_is_told(site, forms):
    for form in {one.endpoint: one for one in forms}.values():
        answer = site.clients[form.who].post(form.action, data={"words": "a" * 6_000_000})
        assert answer.status_code == 413, form.action
        well(answer, form.action)


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "session=rubbish; look=rubbish; remember_token=rubbish"},
        {"Cookie": "session=" + "a" * 20_000 + "; look=" + "b" * 20_000},
        {"Cookie": "session=.eJw; look=\xff\x01; remember_token=1|2"},
        {"Cookie": ';;=;a=b=c;"\\'},
        {"Cookie": "look=dark.largest.more; look=light"},
        {"Host": "evil.example"},
        {"Host": "a b"},
        {"Host": ""},
        {"Host": "[::1"},
        {"Host": "a" * 5000},
        {"Accept-Language": "x" * 5000 + ";q=rubbish, *;q=-1"},
        {"Accept": "application/json;q=nan"},
        {"Content-Length": "-1"},
        {"Content-Length": "much"},
        {"Range": "bytes=a-b"},
        {"If-Modified-Since": "yesterday"},
        {"X-Forwarded-For": "\x00", "X-Forwarded-Host": "evil.example"},
        {"Authorization": "Basic !!!"},
        {"Authentication-Token": "rubbish"},
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_odd_headers_and_cookies_are_answered(site, headers):
    client = site.app.test_client(use_cookies=False)
    for page in ("/", "/find?q=tea", "/sign-in", "/my", "/nowhere"):
        answer = client.get(page, headers=headers)
        assert answer.status_code < 500, page
        assert "evil.example" not in answer.text, page
    for page in ("/sign-in", "/sign-out", "/preferences"):
        assert client.post(page, data={"email": "a"}, headers=headers).status_code < 500, page


def test_every_route_refuses_a_method_it_does_not_know(site):
    for rule in site.app.url_map.iter_rules():
        path = re.sub(r"<[^>]+>", "1", rule.rule)
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "RUBBISH"):
            well(site.clients["margaret"].open(path, method=method), (method, path))
