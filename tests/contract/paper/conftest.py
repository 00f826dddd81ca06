"""Real invoices as real PDFs, and veraPDF to judge them: one run of Java over all of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from invoices.documents.types import Payer
from marketplace.app import BUILT, create_app
from marketplace.cli.database import open_sessions
from marketplace.config import load_settings
from tests.factories.invoices import (
    hours_line,
    make_council,
    make_invoice,
    make_provider,
    make_someone,
    margarets_hours,
    margarets_miles,
    miles_line,
)
from tests.integration.signing_in import signed_in

AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
POM = Path(__file__).with_name("pom.xml")


@pytest.fixture(scope="session")
def papers(tmp_path_factory) -> dict[str, Path]:
    """Return name → PDF of every sort of invoice, in both sizes, fetched from the site as its reader would."""
    patch, folder = pytest.MonkeyPatch(), tmp_path_factory.mktemp("papers")
    patch.setenv("KITH_NOW", "2026-09-01T09:00")
    settings = load_settings(data=folder / "var")
    sessions = open_sessions(settings)
    app = create_app(settings)
    found = {}
    for name, (reader, number) in _issue(sessions).items():
        client = signed_in(app, sessions, reader)
        for size in ("ordinary", "large"):
            answer = client.get(f"/invoices/{number}/pdf?size={size}")
            assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), name
            again = client.get(f"/invoices/{number}/pdf?size={size}")
            assert again.data == answer.data, f"{name}: the same invoice gives the same bytes"
            found[f"{name}-{size}"] = folder / f"{name}-{size}.pdf"
            found[f"{name}-{size}"].write_bytes(answer.data)
    sessions.kw["bind"].dispose()
    patch.undo()
    assert BUILT.is_dir()
    return found


def _issue(sessions) -> dict[str, tuple[str, int]]:
    """Issue the invoices; return name → (who reads it, its number)."""
    with sessions() as session:
        harbour, council = make_provider(session, at=AT), make_council(session, at=AT)
        margaret = make_someone(session, at=AT)
        welsh = make_someone(session, at=AT, known_as="Siân", email="sian@millbrook.example", full_name="Siân Ŵyn-Ŷnys")
        days = [date(2026, 8, 1 + at % 31) for at in range(60)]
        many = [hours_line(day=day, minutes=90) for day in days] + [miles_line(day=day, tenths=57) for day in days]
        pay = Payer(organisation_id=council.id)
        made = {
            "margaret": (
                margaret,
                make_invoice(session, at=AT, organisation=harbour, person=margaret, lines=margarets_miles()),
            ),
            "copy": (
                margaret,
                make_invoice(session, at=AT, organisation=harbour, person=margaret, payer=pay, lines=margarets_hours()),
            ),
            "welsh": (
                welsh,
                make_invoice(
                    session, at=AT, organisation=harbour, person=welsh, lines=[miles_line(day=days[0], tenths=64)]
                ),
            ),
            "long": (welsh, make_invoice(session, at=AT, organisation=harbour, person=welsh, lines=many)),
        }
        session.commit()
        return {name: (reader.fs_uniquifier, one.id) for name, (reader, one) in made.items()}


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory):
    """Return a function that asks veraPDF of many files at once: verapdf([path]) → {path: passed}."""
    java, maven = shutil.which("java"), shutil.which("mvn")
    if java is None or maven is None:
        message = "Java or Maven is missing: veraPDF was not asked about the PDFs"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    jars = tmp_path_factory.mktemp("verapdf")
    fetch = [maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={jars}"]
    fetched = subprocess.run(fetch, capture_output=True, text=True, timeout=280, check=False)
    assert list(jars.glob("greenfield-apps-*.jar")), fetched.stdout[-500:]

    def ask(files: list[Path]) -> dict[Path, bool]:
        command = [java, f"-Dapp.home={jars}", "-cp", f"{jars}/*", "org.verapdf.apps.GreenfieldCliWrapper"]
        answer = subprocess.run(
            [*command, "--format", "text", "-f", "ua1", *map(str, files)],
            capture_output=True, text=True, timeout=200, check=False,
        )  # fmt: skip
        said = {path: word == "PASS" for word, path in re.findall(r"(PASS|FAIL) (\S+\.pdf)", answer.stdout)}
        assert len(said) == len(files), answer.stdout[-800:] + answer.stderr[-800:]
        return {Path(path): passed for path, passed in said.items()}

    return ask
