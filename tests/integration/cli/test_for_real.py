"""README's "For real": `kith serve` in production with two processes, two workers, a mail server, on each database."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from aiosmtpd.controller import Controller

PATIENCE = 40
"""Seconds to wait for what takes one or two."""


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Postbox:
    """A mail server on this machine that keeps what it is sent."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], str]] = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library's own name
        self.mails.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 Thank you"


class Browser:
    """Someone with a cookie jar, who comes by HTTPS through the proxy in front."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        policy = http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https"))
        jar = http.cookiejar.CookieJar(policy)
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.opener.addheaders = [("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.7")]

    def get(self, path: str) -> str:
        with self.opener.open(self.address + path, timeout=30) as answer:
            return answer.read().decode()

    def post(self, path: str, **facts: str) -> str:
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(path))
        assert token
        data = urllib.parse.urlencode({"csrf_token": token[1], **facts}).encode()
        # Without the site's own Referer, forms sent by HTTPS are refused.
        referer = self.address.replace("http:", "https:") + path
        sent = urllib.request.Request(self.address + path, data=data, headers={"Referer": referer})
        with self.opener.open(sent, timeout=30) as answer:
            return answer.read().decode()


def until(true, *, what: str):
    """Wait until something is true and return it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.2)
    return pytest.fail(f"waited {PATIENCE} seconds for {what}")


@pytest.fixture
def postbox():
    kept = Postbox()
    kept.port = free_port()
    controller = Controller(kept, hostname="127.0.0.1", port=kept.port)
    controller.start()
    yield kept
    controller.stop()


@pytest.fixture
def house(tmp_path, databases, postbox):
    """Return a function that starts `kith WORDS` with the settings of a real site."""
    running = []
    settings = {
        "KITH_ENVIRONMENT": "production", "KITH_SECRET": "a long random text, for this test alone", "KITH_PROXIES": "1",
        "KITH_DATABASE_URL": databases.fresh(), "KITH_SITE__ADDRESS": "https://kith.example", "KITH_MAIL__WAY": "smtp",
        "KITH_MAIL__HOST": "127.0.0.1", "KITH_MAIL__PORT": str(postbox.port), "KITH_MAIL__SECURITY": "none",
    }  # fmt: skip
    told = {name: value for name, value in os.environ.items() if not name.startswith("KITH_")} | settings

    def start(*words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "marketplace.cli", *words, "--data", str(tmp_path / "var")]
        made = subprocess.Popen(
            command, cwd=tmp_path, env=told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip
        running.append(made)
        return made

    yield start
    for one in running:
        if one.poll() is None:
            os.killpg(one.pid, signal.SIGKILL)
        one.communicate(timeout=10)


def ended_well(process) -> str:
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "Traceback" not in said
    return said


@pytest.mark.timeout(180)
def test_a_site_serves_indexes_and_sends(house, tmp_path, postbox):
    (tmp_path / "groups.csv").write_text("name,description,postcode\nTea and Talk,Peer support group,M33 4BR\n")
    port = free_port()
    site = house("serve", "--port", str(port))
    assert any("Ready on" in line for line in iter(site.stdout.readline, "")), "it stopped before it was ready"
    workers = [house("worker"), house("worker")]

    # Brought in beside the running site; a worker puts it into the index that both web processes read.
    said, _ = house("import", "groups.csv").communicate(timeout=60)
    assert "1 added" in said
    visitor = Browser(port)
    until(lambda: "Tea and Talk" in visitor.get("/find?q=tea&near=M33"), what="the listing to be found")

    # Eight at once, as on a Monday morning.
    with ThreadPoolExecutor(8) as many:
        pages = list(many.map(lambda _: Browser(port).get("/find?q=tea&near=M33"), range(40)))
    assert all("Tea and Talk" in page for page in pages)

    facts = {"known_as": "Ada", "full_name": "Ada Example", "email": "ada@kith.example", "password": "three calm words"}
    page = visitor.post("/register", **facts)
    assert "We have sent you a mail" in page, re.sub(r"<[^>]+>", "", page)
    (to, mail), *more = until(lambda: postbox.mails, what="the mail")
    assert (to, more) == (["ada@kith.example"], []), "two workers, one mail"
    link = re.search(r"https://kith\.example(/confirm/\S+)", mail.replace("=\r\n", ""))
    assert link
    assert "you can sign in" in visitor.get(link[1])
    start = visitor.post("/sign-in", email="ada@kith.example", password="three calm words")
    assert "Ada" in start

    for one in workers:
        ended_well(one)
    assert "ada@kith.example" not in ended_well(site)
    check, _ = house("index", "check").communicate(timeout=60)
    assert check == "The index and the database agree.\n"
