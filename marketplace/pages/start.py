"""The first page after signing in: what waits for you, from every part of the site."""

from __future__ import annotations

from flask import Blueprint, render_template

from listings.reports import queries as reports
from listings.reviews import queries as reviews
from marketplace.brokerage.agreements import presenters as agreement_words
from marketplace.brokerage.agreements import queries as agreements
from marketplace.brokerage.budgets import presenters as budget_words
from marketplace.brokerage.budgets import queries as budgets
from marketplace.brokerage.requests import presenters as request_words
from marketplace.brokerage.requests import queries as requests
from marketplace.brokerage.visits import presenters as visit_words
from marketplace.brokerage.visits import queries as visits
from marketplace.kernel import clock
from marketplace.kernel.access import PERSON, SEE, SITE_STAFF, acting_now, requires, roles_of_current, whose
from marketplace.kernel.session import db
from marketplace.organisations import queries as organisations
from marketplace.people import queries as people
from marketplace.people.helping import queries as helping

bp = Blueprint("start", __name__)


@bp.get("/my")
@requires(PERSON, acting=SEE)
def mine() -> str:
    """Show my support: money first, then what waits for me, then what is to come (row F32)."""
    now, me = clock.now(), whose()
    today = clock.london_date(now)
    found = visits.own_open_visits(db(), person_id=me, at=now)
    looks_after = SITE_STAFF in roles_of_current() and not acting_now()
    names = {one.id: one.name for one in organisations.payers(db())}
    return render_template(
        "marketplace/pages/start.html",
        roles=frozenset() if acting_now() else roles_of_current(),
        money=[
            budget_words.weekly_words(one, payer=names.get(one.payer_organisation_id or 0, "someone"))
            for one in budgets.budgets_of(db(), person_id=me, on=today)
        ],
        to_agree=[one for one in found if visit_words.state_words(one.visit) == "Waiting for your yes"],
        coming=[one for one in found if one.visit.status == "planned" and one.visit.ends_at > now][:3],
        agreements=agreements.own_agreements(db(), person_id=me),
        requests=[pair for pair in requests.own_requests(db(), person_id=me) if pair[0].status != "accepted"],
        helped=[] if acting_now() else helping.acting_for(db(), helper_id=me, on=today),
        told=reports.count_waiting(db()) if looks_after else 0,
        said=reviews.count_waiting(db()) if looks_after else 0,
        who=people.person(db(), person_id=me),
        visit_words=visit_words,
        agreement_words=agreement_words,
        request_words=request_words,
    )
