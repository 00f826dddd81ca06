"""Every route says who may use it and guards what it writes; every template compiles and is used; models match migrations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from marketplace.app import create_app
from marketplace.cli.database import migrate
from marketplace.config import load_settings
from marketplace.kernel.db import make_engine
from marketplace.kernel.roles import ROLES
from marketplace.tables import metadata

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    migrate(make_engine(f"sqlite:///{folder / 'kith.db'}"))
    return create_app(load_settings(data=folder))


def test_every_route_says_who_may_use_it(app):
    silent = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        access = getattr(view, "access", None)
        if access != "public" and not (access and access <= ROLES) and not rule.endpoint.endswith("static"):
            silent.append(rule.rule)
    assert silent == []


def test_every_writing_route_refuses_a_post_without_its_token(app):
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods:
            path = re.sub(r"<[^>]+>", "1", rule.rule)
            assert client.post(path, data={}).status_code == 400, path


def test_a_visitor_is_asked_to_sign_in_everywhere_else(app):
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if "GET" in rule.methods and isinstance(getattr(view, "access", None), frozenset):
            answer = client.get(re.sub(r"<[^>]+>", "1", rule.rule))
            assert answer.status_code == 302, rule.rule
            assert answer.location.startswith("/sign-in"), rule.rule


def test_every_template_compiles_and_is_used(app):
    names = {str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*") if file.is_file()}
    sources = "\n".join(
        file.read_text(encoding="utf-8")
        for folder in ("marketplace", "search", "listings", "invoices", "templates")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in {".py", ".html"} and "node_modules" not in file.parts
    )
    for name in names:
        app.jinja_env.get_template(name)
    unused = {name for name in names if f'"{name}"' not in sources and not name.startswith("errors/")}
    assert unused == set()


def test_the_models_are_what_the_migrations_make(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'kith.db'}")
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
