"""A request holds only what a person can have typed; everything else of it is as it was sent."""

from __future__ import annotations

import unicodedata

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from marketplace.kernel.asked import Asked, typed_only


@pytest.fixture(scope="module")
def app():
    made = Flask(__name__)
    made.request_class = Asked
    return made


@given(st.text())
def test_letters_stay_and_signs_nobody_types_go(text):
    (kept,) = typed_only(MultiDict([("a", text)])).values()
    assert kept == typed_only(MultiDict([("a", kept)]))["a"], "once is enough"
    gone = [one for one in text if one not in kept]
    assert all(unicodedata.category(one) in {"Cc", "Cs", "Cn"} for one in gone)
    assert not any(unicodedata.category(one) == "Cc" and one not in "\t\r\n" for one in kept)


def test_names_values_and_their_order_are_kept():
    sent = MultiDict([("b\x00", "one\x1btwo"), ("a", "tea\r\nand\ttalk"), ("b", "🎻 ŵ مرحبا")])
    kept = typed_only(sent)
    assert kept.getlist("b") == ["onetwo", "🎻 ŵ مرحبا"]
    assert kept.getlist("a") == ["tea\r\nand\ttalk"]


@pytest.mark.parametrize("first", ["form", "files"])
def test_a_form_is_clean_whichever_part_is_looked_at_first(app, first):
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nte\x00a\r\n--x--\r\n'
    with app.test_request_context(
        "/?q=%00t&q=%1b", method="POST", data=body, content_type="multipart/form-data; boundary=x"
    ) as context:
        asked = context.request
        getattr(asked, first)
        assert asked.form["a"] == "tea"
        assert asked.args.getlist("q") == ["t", ""]


def test_json_is_no_form(app):
    with app.test_request_context("/", method="POST", json={"a": 1}) as context:
        assert not context.request.is_json
        assert not context.request.form
