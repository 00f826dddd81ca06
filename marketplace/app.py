"""create_app(): the only place that knows every blueprint and wires the parts together."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map
from whitenoise import WhiteNoise

from invoices.documents import views as invoice_views
from invoices.payments import views as payment_views
from listings import views as listing_views
from listings.calendars import views as calendar_views
from listings.claiming import views as claim_views
from listings.editing import charging, checking, timing
from listings.editing import views as editing_views
from listings.freshness import presenters as page_age
from listings.freshness import views as freshness_views
from listings.looks import viewing as looks
from listings.open_data import views as open_data_views
from listings.pictures import views as picture_views
from listings.regulator import views as regulator_views
from listings.reports import views as report_views
from listings.reviews import views as review_views
from listings.starting import views as starting_views
from listings.stories import views as story_views
from listings.watching import views as watching_views
from marketplace.admin import views as admin_views
from marketplace.brokerage.agreements import answering
from marketplace.brokerage.agreements import views as agreement_views
from marketplace.brokerage.alternatives import views as alternative_views
from marketplace.brokerage.billing import views as billing_views
from marketplace.brokerage.joining import views as joining_views
from marketplace.brokerage.own_figures import views as own_figure_views
from marketplace.brokerage.requests import going_along
from marketplace.brokerage.requests import views as request_views
from marketplace.brokerage.reviewing import views as reviewing_views
from marketplace.brokerage.shortlists import sharing as shared_list_views
from marketplace.brokerage.shortlists import viewing as shortlists
from marketplace.brokerage.shortlists import views as shortlist_views
from marketplace.brokerage.visits import views as visit_views
from marketplace.config import Settings, load_settings
from marketplace.kernel import filters, limits, session, uploads
from marketplace.kernel.access import acting_now
from marketplace.kernel.asked import Asked
from marketplace.kernel.db import make_engine
from marketplace.kernel.errors import DomainError, NotAllowedError, NotFoundError
from marketplace.organisations import queries as organisations
from marketplace.organisations.colleagues import views as colleague_views
from marketplace.organisations.expectations import views as expectation_views
from marketplace.organisations.identity import views as identity_views
from marketplace.organisations.workers import views as worker_views
from marketplace.pages import assets, crawlers, errors, headers, look
from marketplace.pages import start as start_views
from marketplace.pages import views as page_views
from marketplace.people import security
from marketplace.people import views as people_views
from marketplace.people.helping import presenters as helping_words
from marketplace.people.helping import viewing as helping
from marketplace.people.helping import views as helping_views
from marketplace.people.preferences import views as preference_views
from marketplace.people.sign_in import views as sign_in_views
from search import views as search_views
from search.indexing import listen
from search.indexing.service import engine_for
from search.missing import views as missing_views
from search.words import views as word_views

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.exceptions import HTTPException

PACKAGE = Path(__file__).resolve().parent
BUILT = PACKAGE / "static" / "built"


class RecordNumber(IntegerConverter):
    """A record's number in an address: one too large for any record is simply not found."""

    def __init__(self, url_map: Map, fixed_digits: int = 0) -> None:
        """Set the largest number a database column holds."""
        super().__init__(url_map, fixed_digits, max=2**31 - 1)


BLUEPRINTS = (
    page_views.bp,
    crawlers.bp,
    start_views.bp,
    people_views.bp,
    sign_in_views.bp,
    preference_views.bp,
    helping_views.bp,
    search_views.bp,
    word_views.bp,
    missing_views.bp,
    listing_views.bp,
    open_data_views.bp,
    starting_views.bp,
    editing_views.bp,
    timing.bp,
    charging.bp,
    checking.bp,
    freshness_views.bp,
    calendar_views.bp,
    identity_views.bp,
    colleague_views.bp,
    worker_views.bp,
    expectation_views.bp,
    shortlist_views.bp,
    shared_list_views.bp,
    story_views.bp,
    report_views.bp,
    regulator_views.bp,
    watching_views.bp,
    claim_views.bp,
    review_views.bp,
    picture_views.bp,
    request_views.bp,
    agreement_views.bp,
    answering.bp,
    alternative_views.bp,
    going_along.bp,
    joining_views.bp,
    visit_views.bp,
    reviewing_views.bp,
    own_figure_views.bp,
    billing_views.bp,
    invoice_views.bp,
    payment_views.bp,
    admin_views.bp,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the web application. Raises SetUpError when production lacks its secret."""
    settings = settings or load_settings()
    app = Flask("marketplace", static_folder=str(BUILT), static_url_path="/static")
    app.request_class = Asked
    app.url_map.converters["int"] = RecordNumber
    app.jinja_loader = template_loader()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=5 * 1024 * 1024,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.environment == "production",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["kith_settings"] = settings
    session.set_up(app, make_engine(settings.database))
    app.extensions["kith_search"] = engine_for(settings.index_folder, settings.semantic.files)
    app.extensions["kith_roles"] = lambda person: organisations.roles_of(session.db(), person=person)
    app.extensions["kith_acting"] = helping.find
    app.extensions["kith_before_commit"] = (helping.tell_if_acted,)
    app.after_request(helping.note_looked)
    uploads.set_up(app)  # before anything reads what was sent
    CSRFProtect(app)
    security.set_up(app)
    shortlists.set_up(app)
    looks.set_up(app)
    filters.set_up(app)
    look.set_up(app)
    headers.set_up(app)
    listen.set_up()
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    limits.set_up(app, more=security.SENDS)
    app.jinja_env.globals.update(
        site=settings.site, asset=assets.asset_url(BUILT), acting_words=helping_words.banner_words, page_age=page_age
    )
    app.context_processor(lambda: {"acting": acting_now()})
    _answer_errors(app)
    if settings.proxies:
        # Who asks is told by the proxy in front, as many as the operator says there are and no more.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    if BUILT.is_dir():
        app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
            app.wsgi_app, root=str(BUILT), prefix="static/", immutable_file_test=r"\.[0-9a-f]{10}\."
        )
    return app


def template_loader() -> ChoiceLoader:
    """Return the loader of our templates (beside the packages, or inside the installed one) and of GOV.UK's macros."""
    inside = PACKAGE / "_templates"
    ours = FileSystemLoader(inside if inside.is_dir() else PACKAGE.parent / "templates")
    theirs = ("govuk_frontend_jinja", "govuk_frontend_wtf")
    return ChoiceLoader([ours, PrefixLoader({name: PackageLoader(name) for name in theirs if _installed(name)})])


def _installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _answer_errors(app: Flask) -> None:
    def not_found(error: NotFoundError) -> ResponseReturnValue:
        return errors.answer(404, sentence=error.sentence)

    def not_allowed(error: NotAllowedError) -> ResponseReturnValue:
        return errors.answer(403, sentence=error.sentence)

    def refused(error: DomainError) -> ResponseReturnValue:
        return errors.answer(409, sentence=error.sentence)

    def broken(error: HTTPException) -> ResponseReturnValue:
        return errors.answer(error.code or 500)

    app.register_error_handler(NotFoundError, not_found)
    app.register_error_handler(NotAllowedError, not_allowed)
    app.register_error_handler(DomainError, refused)
    for code in (400, 403, 404, 405, 413, 429, 500, 503):
        app.register_error_handler(code, broken)
