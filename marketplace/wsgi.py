"""What a web server imports: `gunicorn marketplace.wsgi:app`."""

from __future__ import annotations

from listings.looks.viewing import write_at_exit
from marketplace.app import create_app

app = create_app()
write_at_exit(app)
