"""What a web server imports: `gunicorn marketplace.wsgi:app`."""

from __future__ import annotations

from marketplace.app import create_app

app = create_app()
