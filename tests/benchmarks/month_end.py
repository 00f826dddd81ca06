"""`python -m tests.benchmarks.month_end [VISITS]`: month end beside a bare bulk insert of the rows it writes.

People have twenty visits each in August, support paid by the council and miles by themselves, so two lines a visit and
two invoices a person. The bare insert puts the very same invoice lines and ledger rows (not the invoices) into a second
database of the same tables, with nothing read, priced or checked. Both commit. A quarter, a half and all of the visits
are measured in one run, each on fresh files, round by round; medians are compared within the run, by the clock and by
the processor (which neighbours on the machine disturb less). Prints one JSON line.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as clock_time
from pathlib import Path
from statistics import median
from typing import Self

from sqlalchemy import insert, select

from marketplace.brokerage.billing.operations import run_month
from marketplace.kernel.clock import from_london, parse_moment
from marketplace.kernel.db import Base, make_engine, make_sessions
from tests.databases import SqliteDatabases

ROUNDS = 5
VISITS_EACH = 20
BEFORE = parse_moment("2026-07-01T09:00")
MONTH_END = parse_moment("2026-09-01T09:00")
LINES_AND_LEDGER = ("invoice_lines", "ledger_accounts", "ledger_transactions", "ledger_entries")
WRITTEN = ("invoices", *LINES_AND_LEDGER)


def table(name: str):
    """Return a table by its name."""
    return Base.metadata.tables[name]


def fill(url: str, visits: int) -> None:
    """Write one provider, a council, and people with agreed visits straight into the tables."""
    numbers = range(1, visits // VISITS_EACH + 1)
    engine = make_engine(url)
    with engine.begin() as connection:
        for name, rows in {**standing(), **agreed(numbers), **delivered(numbers)}.items():
            connection.execute(insert(table(name)), rows)
    engine.dispose()


def standing() -> dict[str, list[dict]]:
    """Return the rows of the provider, the council, a worker, and what is offered."""
    where = {"address": "3 Quay Street, Millbrook", "created_at": BEFORE}
    return {
        "organisations": [
            {"id": 1, "kind": "provider", "name": "Harbour Wellbeing", "legal_name": "Harbour Wellbeing",
             "invoice_prefix": "HW", **where},
            {"id": 2, "kind": "council", "name": "Millbrook Council", "legal_name": "Millbrook Borough Council",
             "invoice_prefix": "", **where},
        ],
        "workers": [{"id": 1, "organisation_id": 1, "first_name": "Dev"}],
        "listings": [
            {"id": 1, "source": "benchmark", "source_key": "1", "kind": "support", "name": "Harbour Wellbeing",
             "created_at": BEFORE, "updated_at": BEFORE},
        ],
        "offers": [{"id": 1, "listing_id": 1, "name": "Support"}],
    }  # fmt: skip


def agreed(numbers: range) -> dict[str, list[dict]]:
    """Return the rows of people and of what each agreed: the council pays for support, they for miles."""
    from_day, price = {"starts_on": date(2026, 7, 1)}, {"pence_per_hour": 2200, "bank_holiday_pence_per_hour": 3300}
    asked = {"person_id": 1, "what": "Getting out", "weekly_minutes": 600, "organisation_id": 1, **from_day}
    terms = {"nation": "england-and-wales", "notice_days": 7, "saved_hours_policy": "charge_when_used", "terms": ""}
    return {
        "people": [
            {"id": at, "email": f"{at}@millbrook.example", "fs_uniquifier": str(at), "full_name": f"Person {at}",
             "known_as": f"P{at}", "address": f"{at} Weir Lane, Millbrook", "created_at": BEFORE}
            for at in numbers
        ],
        "support_requests": [
            {**asked, "id": at, "person_id": at, "offer_id": 1, "sent_at": BEFORE, "submit_key": str(at)} for at in numbers
        ],
        "agreements": [
            {**asked, **terms, "id": at, "person_id": at, "request_id": at, "status": "active", "offered_at": BEFORE,
             "offered_by_id": 1, "agreed_at": BEFORE}
            for at in numbers
        ],
        "agreement_prices": [
            {"agreement_id": at, "valid_from": date(2026, 1, 1), "pence_per_mile": 50, "minimum_minutes": 60, **price}
            for at in numbers
        ],
        "agreement_payers": [
            {"agreement_id": at, "line_kind": kind, "person_id": person, "organisation_id": organisation}
            for at in numbers
            for kind, person, organisation in (("support", None, 2), ("travel", at, None))
        ],
    }  # fmt: skip


def delivered(numbers: range) -> dict[str, list[dict]]:
    """Return the rows of each person's twenty visits in August, the bank holiday included, all agreed."""
    visits, records = [], []
    for person in numbers:
        for at in range(VISITS_EACH):
            start = from_london(date(2026, 8, 31 - at), clock_time(8 + person % 8, person % 60))
            end, number = start + timedelta(minutes=60 + at * 7), len(visits) + 1
            visits.append(
                {"id": number, "agreement_id": person, "worker_id": 1, "status": "recorded", "travel": "car",
                 "starts_at": start, "ends_at": end, "planned_at": BEFORE, "planned_by_id": person,
                 "submit_key": str(number)}
            )  # fmt: skip
            records.append(
                {"visit_id": number, "version": 1, "started_at": start, "ended_at": end, "miles_tenths": 20 + at * 7,
                 "recorded_at": end, "recorded_by_id": person, "times_state": "agreed", "miles_state": "agreed"}
            )  # fmt: skip
    return {"visits": visits, "visit_records": records}


@dataclass(frozen=True)
class Spent:
    """What something took, in seconds: by the clock on the wall, and of the processor."""

    wall: float
    cpu: float


class Watch:
    """Measures what happens inside its block."""

    def __enter__(self) -> Self:
        self._began = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_facts: object) -> None:
        self.spent = Spent(time.perf_counter() - self._began[0], time.process_time() - self._began[1])


def month_end(url: str) -> tuple[Spent, int]:
    """Return what month end took, its commit included, and how many invoices it made."""
    engine = make_engine(url)
    with Watch() as watch, make_sessions(engine)() as session:
        done = run_month(session, month=date(2026, 8, 1), at=MONTH_END)
        session.commit()
    engine.dispose()
    return watch.spent, len(done.invoices)


def written(url: str) -> dict[str, list[dict]]:
    """Return every row that month end wrote, by table."""
    engine = make_engine(url)
    with engine.connect() as connection:
        found = {name: [dict(row) for row in connection.execute(select(table(name))).mappings()] for name in WRITTEN}
    engine.dispose()
    return found


def bare_insert(url: str, rows: dict[str, list[dict]]) -> Spent:
    """Return what inserting the lines and ledger rows took, and nothing else; the invoices go in before."""
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(insert(table("invoices")), rows["invoices"])
    with Watch() as watch, engine.begin() as connection:
        for name in LINES_AND_LEDGER:
            connection.execute(insert(table(name)), rows[name])
    engine.dispose()
    return watch.spent


def measure(databases: SqliteDatabases, visits: int) -> tuple[Spent, Spent, int]:
    """Return what one month end and one bare insert took, and the rows compared."""
    ours, bare = databases.fresh(), databases.fresh()
    fill(ours, visits)
    fill(bare, visits)
    spent, invoices = month_end(ours)
    assert invoices == visits // VISITS_EACH * 2
    rows = written(ours)
    assert len(rows["invoice_lines"]) == visits * 2
    return spent, bare_insert(bare, rows), sum(len(rows[name]) for name in LINES_AND_LEDGER)


def answer(sizes: tuple[int, ...], found: dict[int, list[tuple[Spent, Spent, int]]], kind: str) -> dict[str, object]:
    """Return the medians and ratios of one kind of time, "wall" or "cpu"."""
    ours = {size: median(getattr(row[0], kind) for row in rows) for size, rows in found.items()}
    bare = {size: median(getattr(row[1], kind) for row in rows) for size, rows in found.items()}
    each = {size: spent / size for size, spent in ours.items()}
    return {
        "month_end_ms": {size: round(spent * 1000) for size, spent in ours.items()},
        "bare_insert_ms": {size: round(spent * 1000) for size, spent in bare.items()},
        "times_the_bare_insert": {size: round(ours[size] / bare[size], 2) for size in sizes},
        "time_a_visit_to_the_smallest": {size: round(each[size] / each[sizes[0]], 2) for size in sizes},
    }


def main() -> None:
    """Measure and print."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    os.environ["KITH_ENVIRONMENT"] = "test"
    sizes = (most // 4, most // 2, most)
    found: dict[int, list[tuple[Spent, Spent, int]]] = {size: [] for size in sizes}
    with tempfile.TemporaryDirectory() as folder:
        databases = SqliteDatabases(Path(folder))
        measure(databases, VISITS_EACH * 5)
        for _ in range(ROUNDS):
            for size in sizes:
                found[size].append(measure(databases, size))
    rows = {size: several[0][2] for size, several in found.items()}
    times = {kind: answer(sizes, found, kind) for kind in ("wall", "cpu")}
    print(json.dumps({"benchmark": "month_end", "rounds": ROUNDS, "rows": rows, **times}))


if __name__ == "__main__":
    main()
