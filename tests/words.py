"""How a page, a mail, a text or an invoice reads: its grade, its longest sentence, words this site does not use.

What counts as reading, so that the grade is of our sentences and of nothing else:

* Graded: running text. Each paragraph, item of a list, hint, message and meaning is cut at . ? ! and at its end. An item
  or a paragraph without a stop is a sentence too, from three words on.
* Not graded, but looked at for banned words: headings, labels, buttons, links that stand alone, heads and cells of
  tables, terms and facts in pairs (they are read one at a time, and as sentences they would only flatter the grade).
  A cell or fact that ends in a stop is a sentence and is graded.
* What other people wrote (a listing's text, what someone asked) stands in an element marked `data-theirs`: it counts as
  one short word in our sentence, and is held to none of our words. So does what a test itself typed into the site.
* Names and days count as the words they are. Money is read as "22 pounds"; an address of the web is left out.
* The grade is Flesch-Kincaid from textstat, over all graded sentences of a page, mail or invoice together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import html5lib
import textstat

from marketplace.kernel.words import DIAGNOSIS_WORDS, WORDS, banned_words_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

MOST_ON_PAGES = 8
MOST_ON_BILLS = 4
MOST_WORDS_ON_PAGES = 30
MOST_WORDS_ON_BILLS = 25
MOST_LETTERS_OF_A_SUBJECT = 78

NEVER_SAID = (
    r"service users?|clients?|customers?|ad[ -]hoc|net 30|please note|vulnerable|suffers? from|challenging behaviour"
)
"""Never in a sentence of ours, on any page (row L05 and section 4 of the domain text)."""

# Sector words that share their last word, written out.
_SHARED = {
    "Virtual, managed or notional budget": ("virtual budget", "managed budget", "notional budget"),
    "Jointly funded or integrated budget": ("jointly funded", "integrated budget"),
    "Enhanced or premium rate": ("enhanced rate", "premium rate"),
    "1:1 or 1:4 ratio": ("1:1", "1:4", "ratio"),
    "Units, hours delivered": ("unit", "hours delivered"),
    "Payment terms net 30": ("payment terms", "net 30"),
}


def sector_terms(sector: str) -> tuple[str, ...]:
    """Return each word or phrase of a row's first column: "Support planner, broker" is two; "(ISF)" is one more."""
    if sector in _SHARED:
        return _SHARED[sector]
    short = re.findall(r"\(([A-Z]{2,})\)", sector)
    bare = re.sub(r"\s*\([^)]*\)", "", sector)
    return (*(part.strip() for part in re.split(r", | or ", bare)), *short)


def _pattern(term: str) -> str:
    parts = r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]", term))
    # An abbreviation matches only as capitals, anything else in any case.
    return rf"\b{parts}\b" if term.isupper() else rf"(?i:\b{parts}(?:s|es)?\b)"


_SECTOR = re.compile(
    "|".join(
        _pattern(term)
        for term in sorted({t for word in WORDS for t in sector_terms(word.sector)}, key=len, reverse=True)
    )
)
# Said all the same: a name that holds a sector word, and plain words of the list itself that do.
_SAID = re.compile(
    "|".join(["Information Commissioner", *(re.escape(word.plain) for word in WORDS if _SECTOR.search(word.plain))]),
    re.IGNORECASE,
)
_NEVER = re.compile(rf"\b(?:{NEVER_SAID})\b", re.IGNORECASE)
_DIAGNOSIS = re.compile("|".join(_pattern(word) for word in DIAGNOSIS_WORDS))


def banned_on_pages(text: str) -> list[str]:
    """Return the sector words and never-said words in a text of ours, as they stand there."""
    text = _SAID.sub("…", text)
    return [match.group() for pattern in (_SECTOR, _NEVER) for match in pattern.finditer(text)]


def health_words(text: str) -> list[str]:
    """Return the words in a text that tell of someone's health."""
    return [match.group() for match in _DIAGNOSIS.finditer(text)]


@dataclass
class Reading:
    """What a person reads: the sentences that are graded, and all of our words, label by label."""

    sentences: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return all of our words, a piece a line."""
        return "\n".join(self.pieces)

    @property
    def grade(self) -> float:
        """Return the Flesch-Kincaid grade of the graded sentences; 0 when there is nothing to grade."""
        return grade(self.sentences)

    @property
    def longest(self) -> str:
        """Return the sentence of most words, or ""."""
        return max(self.sentences, key=lambda each: len(each.split()), default="")

    def without(self, typed: Iterable[str]) -> Reading:
        """Return the reading with what someone typed taken out: their words are not ours."""
        found = sorted({" ".join(each.split()) for each in typed} - {""}, key=len, reverse=True)
        if not found:
            return self
        theirs = re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in found))
        return Reading(*([theirs.sub("this", each) for each in part] for part in (self.sentences, self.pieces)))


def grade(sentences: Iterable[str]) -> float:
    """Return textstat's Flesch-Kincaid grade of sentences, told as the module says."""
    told = [_told(sentence) for sentence in sentences]
    # Textstat drops sentences of one or two words but keeps their words, so they are taken out altogether.
    return float(textstat.flesch_kincaid_grade(" ".join(f"{each}." for each in told if len(each.split()) > 2)))


def _told(sentence: str) -> str:
    """Return a sentence as it is read aloud, for counting words and syllables."""
    told = re.sub(r"\S+@\S+|https?://\S+", "", sentence)
    told = re.sub(r"£(\d+)(?:\.\d\d)?", r"\1 pounds", told).replace("’", "'")
    told = re.sub(r"(\d)[.:,](\d)", r"\1\2", told)
    told = re.sub(r"[.?!…–—/×-]", " ", told)
    return told.strip()


def sentences_in(text: str) -> list[str]:
    """Return a text's sentences, each with at least one letter; a stop inside a number or "am." ends none."""
    parts = re.split(r"(?<=[.?!…])[”’\"')]*\s+|\s·\s|\n+", text)
    return [part.strip() for part in parts if re.search(r"[A-Za-z]", part)]


def plain(text: str) -> Reading:
    """Return how a mail or a text message reads; lines that wrap are one sentence, an empty line ends one."""
    made = Reading()
    for block in re.split(r"\n\s*\n", text):
        joined = re.sub(r"\n(?=[a-z0-9£(])", " ", block)
        made.pieces += [line for line in joined.splitlines() if line.strip()]
        made.sentences += [each for each in sentences_in(joined) if len(each.split()) > 2]
    return made


_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "details",
            "div",
            "dl",
            "fieldset",
            "figcaption",
        ),
        *("figure", "footer", "form", "header", "hr", "br", "li", "main", "nav", "ol", "p", "pre", "section", "table"),
        *("tbody", "tfoot", "thead", "tr", "ul"),
    )
)
_UNREAD = frozenset(("script", "style", "svg", "textarea", "template", "head"))
_LABELS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "label", "legend", "button", "summary", "option", "caption", "dt", "th")
)
_CELLS = frozenset(("td", "dd"))
_INSIDE = frozenset(("div", "span", "p", "br", "strong"))
_SPOKEN = ("alt", "aria-label", "title", "placeholder", "data-label")


@dataclass
class Page:
    """An HTML page as parsed: what is wrong with its HTML, its title, its first headings, how its main part reads."""

    errors: list[str]
    title: str
    headings: list[str]
    main: Reading
    whole: Reading


def page_of(html: str) -> Page:
    """Return a page, parsed once and strictly: html5lib names every error."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(html)
    errors = [f"line {at[0]}: {code} {facts}" for at, code, facts in parser.errors]
    body = tree.find("body")
    main = body.find(".//main")
    return Page(
        errors=errors,
        title=" ".join((tree.findtext(".//title") or "").split()),
        headings=[_words_of(each) for each in tree.iter("h1")],
        main=_reading_of(body if main is None else main),
        whole=_reading_of(body),
    )


def _words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_one_link(element: Element) -> bool:
    """Say whether a link is all an element holds."""
    tails = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
    return not tails and [child.tag for child in element] == ["a"]


def _reading_of(top: Element) -> Reading:
    return _Reader().read(top)


class _Reader:
    """Walks through a page and gathers its words; `kind` is the tag of the block or label that the words stand in."""

    def __init__(self) -> None:
        self._made, self._words = Reading(), list[str]()

    def read(self, top: Element) -> Reading:
        self._walk(top, "body")
        self._close("body")
        return self._made

    def _walk(self, element: Element, inside: str) -> None:
        if not isinstance(element.tag, str) or element.tag in _UNREAD:
            return
        kind = "label" if element.tag in {"li", "p"} and _is_one_link(element) else element.tag
        block = kind in _BLOCKS | _LABELS | _CELLS
        if not block or (inside in _LABELS | _CELLS and element.tag in _INSIDE):
            kind = inside  # what stands inside a label or a cell is part of it, whatever it is wrapped in
        if block:
            self._close(inside)
        if "data-theirs" in element.attrib:
            self._words.append(
                " this "
            )  # what it says of itself in its attributes, like the label of a cell, is theirs too
        else:
            self._made.pieces.extend(element.attrib[name] for name in _SPOKEN if element.attrib.get(name))
            self._words.append(element.text or "")
            for child in element:
                self._walk(child, kind)
                self._words.append(child.tail or "")
        if block:
            self._close(kind)

    def _close(self, kind: str) -> None:
        words = " ".join("".join(self._words).split())
        self._words.clear()
        if not re.search(r"[A-Za-z]", words):
            return
        self._made.pieces.append(words)
        if kind not in _LABELS and (kind not in _CELLS or words.endswith((".", "?", "!", "…"))):
            self._made.sentences.extend(each for each in sentences_in(words) if len(each.split()) > 2)


def faults_of_page(
    page: Page, *, bill: bool = False, names_all_words: bool = False, typed: Iterable[str] = ()
) -> list[str]:
    """Return what is wrong with a page, in words; `names_all_words` is the word list itself, which must name them."""
    typed = list(typed)
    main, whole = page.main.without(typed), page.whole.without(typed)
    found = [f"not valid HTML: {error}" for error in page.errors]
    if len(page.headings) != 1:
        found.append(f"{len(page.headings)} h1 headings")
    if not page.title:
        found.append("no title")
    found += faults_of_words(main, bill=bill)
    if not names_all_words:
        found += [f"a word we do not use: {word}" for word in banned_on_pages(whole.text)]
    found += [f"it shouts: {piece}" for piece in whole.pieces if "!" in piece]
    return found


def faults_of_words(read: Reading, *, bill: bool) -> list[str]:
    """Return where a reading is too hard: its grade, its longest sentence, and on a bill the words that may not be there."""
    most, words = (MOST_ON_BILLS, MOST_WORDS_ON_BILLS) if bill else (MOST_ON_PAGES, MOST_WORDS_ON_PAGES)
    found = [f"grade {read.grade:.1f}, and {most} is the most"] if read.grade > most else []
    if len(read.longest.split()) > words:
        found.append(f"a sentence of {len(read.longest.split())} words: {read.longest}")
    if bill:
        found += [f"never on a bill: {word}" for word in banned_words_in(read.text)]
    return found


def faults_of_message(subject: str, body: str, *, names: Iterable[str] = ()) -> list[str]:
    """Return what is wrong with a mail or a text: a subject that tells or is too long, a body that is hard to read."""
    read = plain(body)
    found = faults_of_words(read, bill=False)
    found += [f"a word we do not use: {word}" for word in banned_on_pages(f"{subject}\n{read.text}")]
    found += [f"a health word in the subject: {word}" for word in health_words(subject)]
    found += [f"a name in the subject: {name}" for name in names if re.search(rf"\b{re.escape(name)}\b", subject)]
    if len(subject) > MOST_LETTERS_OF_A_SUBJECT:
        found.append(f"a subject of {len(subject)} letters")
    found += [f"it shouts: {line}" for line in (subject, *read.pieces) if "!" in line]
    return found
