"""Bytes into text, and text into clean text: odd encodings, HTML, Markdown and mojibake survive as plain words."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

import ftfy
from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from charset_normalizer import from_bytes
from markdown_it import MarkdownIt

MOST = 20_000
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,500}>|&[a-zA-Z#0-9]{2,10};")
_MARKDOWN = re.compile(r"\]\(https?://|^\s{0,3}(?:[-*+] |#{1,6} |\d+\. )|\*\*\w", re.MULTILINE)
_PLAIN = re.compile(r"[\n\r\t -%'-;=-~]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u2028\u2029\ufeff]")
_markdown = MarkdownIt("commonmark", {"html": True})
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)


def decode(data: bytes) -> str:
    """Return bytes as text: UTF-8 (with or without a mark), UTF-16 with a mark, else the likeliest encoding."""
    for encoding, mark in (("utf-8-sig", b""), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    best = from_bytes(data[:200_000], cp_isolation=["cp1252", "latin_1", "mac_roman"]).best()
    return data.decode(best.encoding if best else "cp1252", errors="replace")


def clean(value: object, *, most: int = MOST) -> str:
    """Return a value of a feed as plain text: no tags, entities or control signs; paragraphs kept apart."""
    if value is None or value == "" or isinstance(value, (bool, dict, list)):
        return ""
    text = str(value)[: most * 4]
    # Most fields are short and come again and again (a town, an organisation); a long one is not worth keeping.
    return _short_again(text, most) if len(text) <= 80 else _cleaned(text, most)


def _cleaned(text: str, most: int) -> str:
    if not _PLAIN.fullmatch(text):
        # Plain ASCII without & or < can hold neither a wrong encoding nor an entity.
        text = ftfy.fix_text(text)
    if _MARKDOWN.search(text):
        text = _markdown.render(text)
    if _TAG.search(text):
        soup = BeautifulSoup(text, "html.parser")
        for hidden in soup(["script", "style", "template", "noscript"]):
            hidden.decompose()
        for part in soup.find_all(["p", "li", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "tr"]):
            part.append("\n" if part.name in {"li", "br"} else "\n\n")
        text = soup.get_text()
    text = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    parts = [" ".join(line.split()) for line in re.sub(r"\n{3,}", "\n\n", text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).strip()[:most]


_short_again = lru_cache(maxsize=4096)(_cleaned)


def one_line(value: object, *, most: int = 300) -> str:
    """Return a value as one clean line."""
    return " ".join(clean(value, most=most).split())
