"""Instead of what I have now, and what some money a week could do: read from the address, nothing is kept."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from flask import Blueprint, current_app, render_template, request

from listings import presenters as listing_words
from listings import queries as listings
from marketplace.brokerage.alternatives import options, presenters, rules
from marketplace.brokerage.alternatives.forms import MOST_SIDE_BY_SIDE, InsteadForm, MoneyForm
from marketplace.kernel import clock
from marketplace.kernel.access import public
from marketplace.kernel.errors import NotFoundError
from marketplace.kernel.session import db
from search.engine import IndexMissingError
from search.finding import somewhere

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from listings.models import Listing
    from marketplace.brokerage.alternatives.options import Option

bp = Blueprint("alternatives", __name__)
A_VISIT = rules.Week(weekdays=(2,), starts_at=time(10), minutes=120)
"""What a plain amount is shown by: two hours, once a week, in the daytime."""


@bp.get("/instead")
@public
def instead() -> ResponseReturnValue:
    """Ask for the week as it is; show what else the same money does, up to four side by side."""
    form = InsteadForm()
    have = _have(form)
    if have is not None and not form.area.data:
        form.area.data = list(have.life_areas)
    page = "marketplace/brokerage/alternatives/instead.html"
    if not _filled() or not form.asked():
        return render_template(page, form=form, have=have, found=None), 400 if _filled() else 200
    return render_template(
        page, form=form, have=have, words=presenters, listing_words=listing_words, **_worked_out(form, have)
    )


@bp.get("/what-could-it-do")
@public
def money() -> ResponseReturnValue:
    """Show what an amount a week could do: hours of support, places to go, and what is free."""
    form, page = MoneyForm(), "marketplace/brokerage/alternatives/money.html"
    if not request.args or not form.asked():
        return render_template(page, form=form, found=None), 400 if request.args else 200
    near = somewhere(db(), form.near.data) if form.near.data else None
    found = _options(A_VISIT, [], near, None)
    groups = {
        "Support from a worker": [one for one in found if one.pence_per_hour],
        "Places to go": [one for one in found if one.door_pence],
        "Free": [one for one in found if one.free],
    }
    return render_template(
        page, form=form, found=groups, words=presenters, listing_words=listing_words, near=near,
        weekly=form.weekly.data or 0, yearly=presenters.yearly(form.weekly.data or 0),
    )  # fmt: skip


def _worked_out(form: InsteadForm, have: Listing | None) -> dict[str, Any]:
    """Return what the page shows once the week is known: now, and what else there is."""
    week = _week(form, have)
    first = rules.first_monday(clock.london_date(clock.now()))
    own = options.year_of(have, week=week, first=first) if have else None
    weekly = form.cost.data if form.cost.data is not None else own.year.usual_week_pence if own else None
    now_pence = own.year.pence if own and form.cost.data is None else presenters.yearly(weekly) if weekly else None
    near = somewhere(db(), form.near.data) if form.near.data else None
    found = _options(week, form.area.data or [], near, have)
    picked = [one for one in found if str(one.listing.id) in set(form.pick.data or [])][:MOST_SIDE_BY_SIDE]
    name = form.name.data or (have.name if have else "What you have now")
    side = presenters.side_by_side(picked, now=(name, now_pence), weekly_pence=weekly) if picked else []
    return {
        "found": found, "weekly": weekly, "now_pence": now_pence, "week": week, "first": first, "name": name, "side": side,
    }  # fmt: skip


def _filled() -> bool:
    """Say whether more is asked than what to start from: a link from a listing names only that."""
    return bool(set(request.args) - {"have"})


def _have(form: InsteadForm) -> Listing | None:
    if not form.have.data or not form.have.validate(form):
        return None
    try:
        return listings.live_listing(db(), listing_id=form.have.data)
    except NotFoundError:
        return None


def _week(form: InsteadForm, have: Listing | None) -> rules.Week:
    return rules.Week(
        weekdays=sorted(int(day) for day in form.day.data or []),
        starts_at=form.start.data or time(10),
        minutes=form.hours.data or 60,
        miles_tenths=form.miles.data or 0,
        nation=have.nation if have else "england-and-wales",
    )


def _options(week: rules.Week, areas: list[str], near: object, have: Listing | None) -> list[Option]:
    try:
        return options.options(
            db(), current_app.extensions["kith_search"], week=week, areas=areas, near=near,  # type: ignore[arg-type]
            first=rules.first_monday(clock.london_date(clock.now())), without=have.id if have else None,
        )  # fmt: skip
    except IndexMissingError:
        return []
