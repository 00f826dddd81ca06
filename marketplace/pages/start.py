"""Pages: start."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("start", __name__)
