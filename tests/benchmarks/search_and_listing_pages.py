"""`python -m tests.benchmarks.search_and_listing_pages [LISTINGS]`: our two most-read pages beside bare Flask pages.

Two kinds of bare page: a route that returns the same number of bytes as a fixed text (nothing can be quicker in Flask),
and one that renders the same template with the same facts, already at hand: what is over it is our finding and reading.
All are asked for in turn, in one process, round by round; medians are compared within the run. Prints one JSON line.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from flask import Flask, template_rendered

from listings.models import Listing
from marketplace.app import create_app
from marketplace.cli.database import open_sessions
from marketplace.config import load_settings
from marketplace.kernel.clock import now
from search.indexing import service

ROUNDS = 80
WORDS = ("walking", "choir", "gardening", "someone to talk to", "cooking", "art class", "lonely", "football")


def fill(sessions, count: int) -> None:
    """Write made-up listings straight into the tables: this measures pages, not imports."""
    with sessions() as session:
        for at in range(count):
            word = WORDS[at % len(WORDS)]
            session.add(
                Listing(
                    source="benchmark",
                    source_key=str(at),
                    kind=("activity", "peer_group", "drop_in")[at % 3],
                    name=f"{word.title()} group {at}",
                    summary=f"A {word} group that meets every week in hall {at % 97}.",
                    description=f"Come for {word}. {WORDS[(at + 3) % len(WORDS)]} too. Tea at half time. " * 3,
                    latitude=53.3 + (at % 100) / 300,
                    longitude=-2.4 + (at % 89) / 250,
                    placed_by="exact",
                    free=at % 2 == 0,
                    anyone_can_come=True,
                    life_areas=["people"],
                    ways_given=["group"],
                    created_at=now(),
                    updated_at=now(),
                    checked_on=now().date(),
                )
            )
        session.commit()


def bare(size: int) -> Flask:
    """Return an application whose one page is `size` bytes of fixed text."""
    app = Flask("bare")
    text = "x" * size
    app.add_url_rule("/", "bare", lambda: text)
    return app


def rendered(app: Flask, client, addresses: list[str]):
    """Return a client of a bare page for each address, which renders what the real page rendered, without asking anything."""
    kept = []
    with template_rendered.connected_to(lambda _app, template, context: kept.append((template, context)), app):
        for address in addresses:
            client.get(address)
    plain = Flask("rendered")
    plain.secret_key = "only for this measure"
    for at, (template, context) in enumerate(kept):
        context["url_for"] = lambda *_, **__: "/missing"  # a bare app knows no other pages
        plain.add_url_rule(f"/{at}", str(at), lambda template=template, context=context: template.render(context))
    return plain.test_client()


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    os.environ["KITH_ENVIRONMENT"] = "test"
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data=Path(folder))
        sessions = open_sessions(settings)
        fill(sessions, count)
        service.rebuild(sessions, service.engine_for(settings.index_folder))
        app = create_app(settings)
        client = app.test_client()
        size = len(client.get("/find?q=walking").data)
        plain = bare(size).test_client()
        asked = [f"/find?q={word}&near=M33" for word in WORDS]
        same = rendered(app, client, [*asked, "/listings/1"])
        pages = {
            "bare": lambda at: plain.get("/"),
            "search": lambda at: client.get(f"/find?q={WORDS[at % len(WORDS)]}"),
            "search_near": lambda at: client.get(f"/find?q={WORDS[at % len(WORDS)]}&near=M33"),
            "search_rendered": lambda at: same.get(f"/{at % len(WORDS)}"),
            "listing_rendered": lambda at: same.get(f"/{len(WORDS)}"),
            "listing": lambda at: client.get(f"/listings/{at % count + 1}"),
        }
        times: dict[str, list[float]] = {name: [] for name in pages}
        for at in range(ROUNDS + 3):
            for name, ask in pages.items():
                start = time.perf_counter()
                answer = ask(at)
                spent = time.perf_counter() - start
                assert answer.status_code == 200, (name, answer.status_code)
                if at >= 3:
                    times[name].append(spent)
    middle = {name: median(values) for name, values in times.items()}
    worst = {name: sorted(values)[int(len(values) * 0.95)] for name, values in times.items()}
    print(
        json.dumps(
            {
                "benchmark": "search_and_listing_pages",
                "listings": count,
                "rounds": ROUNDS,
                "page_bytes": size,
                "median_ms": {name: round(value * 1000, 2) for name, value in middle.items()},
                "p95_ms": {name: round(value * 1000, 2) for name, value in worst.items()},
                "times_the_bare_page": {name: round(middle[name] / middle["bare"], 1) for name in middle},
                "times_the_rendered_page": {
                    "search_near": round(middle["search_near"] / middle["search_rendered"], 2),
                    "search_near_p95": round(worst["search_near"] / worst["search_rendered"], 2),
                    "listing": round(middle["listing"] / middle["listing_rendered"], 2),
                },
            }
        )
    )


if __name__ == "__main__":
    main()
