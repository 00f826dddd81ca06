"""What is written leaves: by a real SMTP server on this machine, by a stand-in for Notify's own address, or on the console."""

from __future__ import annotations

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import jwt
import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from marketplace.cli.sending import letterhead, senders
from marketplace.config import load_settings
from marketplace.kernel import jobs
from marketplace.kernel.errors import SetUpError
from marketplace.kernel.outbox import sending
from marketplace.kernel.outbox.models import Message
from marketplace.kernel.outbox.operations import write_message

KEY = "kith-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"


class Postman:
    """Keeps what comes; refuses one address for good and one for now."""

    def __init__(self):
        self.came = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - the library's name
        if address.startswith("nobody"):
            return "550 no such person"
        if address.startswith("busy"):
            return "451 try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.came.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@pytest.fixture
def post():
    postman = Postman()
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        postman.port = trial.getsockname()[1]
    controller = Controller(postman, hostname="127.0.0.1", port=postman.port)
    controller.start()
    yield postman
    controller.stop()


@pytest.fixture
def notify():
    """Return a server that answers as Notify does and keeps what it was asked."""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            token = self.headers["Authorization"].removeprefix("Bearer ")
            claims = jwt.decode(token, KEY[-36:], algorithms=["HS256"])
            asked.append((self.path, body, claims["iss"]))
            status = 400 if "nobody" in json.dumps(body) else 201
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps({"errors": [{"error": "ValidationError", "message": "no"}]}).encode())

        def log_message(self, *_words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.asked = asked
    yield server
    server.shutdown()
    server.server_close()


def write(sessions, now, **facts):
    with sessions() as session:
        made = write_message(
            session, at=now, **{"to": "tom@millbrook.example", "subject": "News", "body": "There is news.", **facts}
        )
        session.commit()
        return made.id


def run(sessions, settings, now):
    kinds = sending.kinds(sessions, senders=senders(settings), head=letterhead(settings))
    return [jobs.run_waiting(sessions, kind, at=now) for kind in kinds]


def message(sessions, number):
    with sessions() as session:
        return session.get(Message, number)


def smtp(post):
    settings = load_settings()
    settings.mail.way, settings.mail.port, settings.mail.security = "smtp", post.port, "none"
    settings.text.way = "none"
    return settings


def test_a_mail_leaves_through_a_real_server_once(sessions, now, post):
    number = write(sessions, now, greeting="Tom", path="/reset/secret", secret=True)
    run(sessions, smtp(post), now)
    run(sessions, smtp(post), now)
    ((to, text),) = post.came
    assert to == ["tom@millbrook.example"]
    assert "Subject: News" in text
    assert "Hello Tom." in text
    assert "http://127.0.0.1:8000/reset/secret" in text
    assert f"Message-ID: <message-{number}@kith.example>" in text
    sent = message(sessions, number)
    assert (sent.sent_at, sent.body, sent.path) == (now, "", ""), "what opens something is not kept"


def test_an_address_that_is_refused_is_parked_or_tried_again(sessions, now, post):
    write(sessions, now, to="nobody@millbrook.example")
    write(sessions, now, to="busy@millbrook.example")
    write(sessions, now)
    run(sessions, smtp(post), now)
    assert len(post.came) == 1
    with sessions() as session:
        left = session.scalars(select(jobs.Job).order_by(jobs.Job.id)).all()
        assert [(job.trouble, job.parked_at is not None) for job in left] == [
            ("GiveUpError", True),
            ("SMTPRecipientsRefused", False),
        ]


def test_a_server_that_is_down_loses_nothing(sessions, now, post):
    number = write(sessions, now)
    settings = smtp(post)
    settings.mail.port = 1
    run(sessions, settings, now)
    assert message(sessions, number).sent_at is None
    run(sessions, smtp(post), now + jobs.WAITS[0])
    assert len(post.came) == 1


def test_mail_and_texts_go_through_notify(sessions, now, notify):
    settings = load_settings()
    settings.mail.way = settings.text.way = "notify"
    settings.notify.key, settings.notify.email_template, settings.notify.text_template = KEY, "mail-words", "text-words"
    settings.notify.address = f"http://127.0.0.1:{notify.server_port}"
    write(sessions, now)
    write(sessions, now, way="text", to="01632 960 001", path="/my")
    write(sessions, now, to="nobody@millbrook.example")
    run(sessions, settings, now)
    (mail, refused), (text,) = ([one for one in notify.asked if one[0].endswith(end)] for end in ("email", "sms"))
    assert mail[1]["email_address"] == "tom@millbrook.example"
    assert mail[1]["template_id"] == "mail-words"
    assert mail[1]["personalisation"]["subject"] == "News"
    assert text[1]["personalisation"] == {"body": "Kith: There is news. http://127.0.0.1:8000/my"}
    assert mail[2] == "11111111-1111-4111-8111-111111111111"
    assert refused[1]["email_address"].startswith("nobody")
    with sessions() as session:
        assert [job.trouble for job in jobs.parked(session)] == ["GiveUpError"]


def test_half_a_notify_is_refused_with_one_sentence():
    settings = load_settings()
    settings.mail.way = "notify"
    with pytest.raises(SetUpError, match="KITH_NOTIFY__KEY"):
        senders(settings)


def test_in_production_nothing_is_printed_and_what_is_not_set_up_waits(sessions, now):
    number = write(sessions, now)
    settings = load_settings()
    settings.environment = "production"
    assert senders(settings) == {}
    run(sessions, settings, now)
    assert message(sessions, number).sent_at is None


def test_on_one_s_own_machine_it_is_printed(sessions, now, capsys):
    number = write(sessions, now, path="/confirm/abc")
    run(sessions, load_settings(), now)
    assert "Mail to tom@millbrook.example: News" in capsys.readouterr().out
    assert message(sessions, number).sent_at == now
