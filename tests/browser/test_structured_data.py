"""A strict policy and data for search engines in one page: the browser keeps the data and complains of nothing."""

from __future__ import annotations

import json


def test_the_data_of_a_listing_is_there_and_nothing_is_refused(browser, site):
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.log(e.violatedDirective))"
    )
    answer = page.goto(f"{site.address}/listings/1")
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    data = json.loads(page.locator("script[type='application/ld+json']").text_content())
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); }"
    )
    ran = page.evaluate("() => window.ran || 0")
    page.close()
    assert data["name"] == "Harbour Wellbeing"
    assert ran == 0, "a script of the page's own is still refused"
    assert [each for each in said if "script-src" in each] != [], "and the refusal would have been heard"
    assert len([each for each in said if each.startswith("script-src")]) == 1, said
