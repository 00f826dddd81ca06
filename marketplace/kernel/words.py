"""One label per idea: the sector's word, the plain one this site uses, and the words a bill may never carry.

Source: section 4 of the domain text, in its order. The word-list page shows all of it; tests of bills use the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A sector word, what this site says, what that means, and whether the plain words may stand on an invoice."""

    sector: str
    plain: str
    meaning: str
    on_invoice: bool

    @property
    def slug(self) -> str:
        """Return the word's own place on the word-list page, made from the plain words."""
        return re.sub(r"[^a-z0-9]+", "-", self.plain.lower().replace("’", "")).strip("-")


WORDS: tuple[Word, ...] = (
    Word(
        "Personal budget, individual budget",
        "your support money",
        "The weekly or yearly amount agreed for your support.",
        on_invoice=True,
    ),
    Word(
        "Direct payment",
        "money paid to you to buy your own support",
        "The council or NHS pays you. You choose your support and pay for it.",
        on_invoice=True,
    ),
    Word("Indirect payment", "money paid to someone you trust", "They buy support for you.", on_invoice=True),
    Word(
        "Individual service fund (ISF)",
        "money a provider looks after for you",
        "It is kept apart, only for you. You choose how it is used.",
        on_invoice=True,
    ),
    Word(
        "Virtual, managed or notional budget",
        "money the council (or NHS) looks after for you",
        "You choose. They pay the bills.",
        on_invoice=True,
    ),
    Word(
        "Inactive virtual budget",
        "money agreed, plan still to write",
        "You can already choose support.",
        on_invoice=False,
    ),
    Word("Block contract", "places the council has already paid for", "There is no bill to you.", on_invoice=True),
    Word(
        "Jointly funded or integrated budget",
        "support money from two places",
        "For example, the council and the NHS.",
        on_invoice=True,
    ),
    Word("Funding stream", "where the money comes from", "Who gives the money for your support.", on_invoice=True),
    Word(
        "Supporting People",
        "help to keep your home",
        "Help with your tenancy, bills and letters. Also called housing-related support.",
        on_invoice=False,
    ),
    Word(
        "Community floating support fund",
        "support money for help at home and out and about",
        "Money for a worker who comes to you.",
        on_invoice=False,
    ),
    Word(
        "Personal health budget",
        "NHS money for your health and wellbeing",
        "An amount the NHS agrees with you.",
        on_invoice=True,
    ),
    Word(
        "Individual trust",
        "a small legal group that looks after money for you",
        "People you choose look after it, by law only for you.",
        on_invoice=True,
    ),
    Word(
        "Community brokerage",
        "a local group that looks after your money and helps you buy",
        "They know what is nearby and can do the paperwork.",
        on_invoice=True,
    ),
    Word(
        "Professionally managed fund",
        "money your key worker looks after",
        "You choose together. They pay.",
        on_invoice=True,
    ),
    Word(
        "Tapered control",
        "how much you want to be in charge of the money",
        "You can change this at any time.",
        on_invoice=False,
    ),
    Word(
        "Living will, advance statement (for money)",
        "“If I am unwell” plan",
        "What should happen with your support, and who takes over for a while.",
        on_invoice=False,
    ),
    Word(
        "Resource allocation system (RAS)",
        "how the council works out the amount",
        "The questions and sums behind your support money.",
        on_invoice=False,
    ),
    Word(
        "Price per point",
        "pounds for each point",
        "Some councils give points for the help you need, then turn points into pounds.",
        on_invoice=False,
    ),
    Word(
        "Indicative allocation",
        "about how much you may have",
        "A first idea of the amount. It is not final.",
        on_invoice=False,
    ),
    Word("Agreed budget", "how much has been agreed", "The amount you can plan with.", on_invoice=True),
    Word("Commitment", "promised", "Booked, but not yet billed.", on_invoice=False),
    Word("Spend to date", "spent so far", "What has been paid up to today.", on_invoice=False),
    Word(
        "Contingency",
        "kept back for bad times",
        "Some of your money, saved for when you need more help.",
        on_invoice=False,
    ),
    Word("Contribution, client contribution", "your part", "What the council says you pay.", on_invoice=True),
    Word(
        "Fairer charging, financial assessment",
        "working out your part",
        "The council looks at your money to see what you pay.",
        on_invoice=False,
    ),
    Word(
        "Top-up",
        "extra you choose to pay for",
        "Something you want that your support money does not cover.",
        on_invoice=True,
    ),
    Word("Self-funder", "paying for yourself", "You buy support with your own money.", on_invoice=False),
    Word("Section 117 aftercare", "free support after hospital", "You pay nothing for this.", on_invoice=False),
    Word(
        "FACS, eligibility criteria",
        "the council’s rules for who gets money",
        "The same rules for everyone in England.",
        on_invoice=False,
    ),
    Word("Support plan, care and support plan", "my plan", "What I want to do and what will help.", on_invoice=False),
    Word("Outcome", "goal; what changed", "What you want to do, and later, what is different.", on_invoice=True),
    Word(
        "Support planner, broker",
        "someone to help you plan",
        "They listen, look for choices and help you write your plan.",
        on_invoice=False,
    ),
    Word(
        "Peer support",
        "help from people who have been there",
        "They have lived through something like it.",
        on_invoice=True,
    ),
    Word("Befriending", "someone to spend time with", "A volunteer, usually free.", on_invoice=False),
    Word(
        "Floating support",
        "help at home and out and about",
        "A worker comes to you, or goes out with you.",
        on_invoice=True,
    ),
    Word(
        "Community wellbeing worker, support worker",
        "worker",
        "The person who comes to help. Each provider has its own name for the job.",
        on_invoice=True,
    ),
    Word(
        "Personal assistant (PA)",
        "someone you employ yourself",
        "You are their boss, with help if you want it.",
        on_invoice=True,
    ),
    Word(
        "Care co-ordinator, care manager, lead professional",
        "key worker",
        "The one person who joins things up for you.",
        on_invoice=False,
    ),
    Word(
        "Commissioner",
        "the council or NHS team that plans and pays for services",
        "They look at what is missing and what works.",
        on_invoice=False,
    ),
    Word("Provider", "organisation or person giving support", "We use their name where we can.", on_invoice=False),
    Word("Service user, client, patient", "you; person", "People are people.", on_invoice=False),
    Word(
        "Representative, authorised person, suitable person",
        "someone allowed by law to decide with or for you",
        "Only for what the law says, and only when you cannot decide yourself.",
        on_invoice=False,
    ),
    Word("Nominee", "someone you choose to look after the money", "You can change who it is.", on_invoice=True),
    Word(
        "Advocate",
        "someone on your side who helps you be heard",
        "They do not work for the council or for a provider.",
        on_invoice=False,
    ),
    Word(
        "Resource allocation panel", "the group that says yes to plans", "It meets every two weeks.", on_invoice=False
    ),
    Word("Sign-off", "saying yes", "Someone with the right to agree has agreed.", on_invoice=False),
    Word(
        "Review, reassessment",
        "looking at how it is going; looking again from the start",
        "A talk about what works and what should change.",
        on_invoice=False,
    ),
    Word("Package of care", "the support you have", "Everything you get, from everyone.", on_invoice=False),
    Word("Units, hours delivered", "hours of support you had", "Time a worker was with you.", on_invoice=True),
    Word("Banked hours", "hours saved for later", "Hours you did not use, kept for another day.", on_invoice=True),
    Word(
        "Void, non-attendance, late cancellation",
        "cancelled with less than the agreed notice",
        "Each provider says how much notice it needs, for example 7 days.",
        on_invoice=True,
    ),
    Word("Ad hoc", "when you need it", "Not at a fixed time.", on_invoice=False),
    Word(
        "1:1 or 1:4 ratio",
        "one worker with you; one worker with four people",
        "How many people share a worker.",
        on_invoice=True,
    ),
    Word(
        "Pooled budget (people)",
        "sharing one worker",
        "People put some of their money together and share the cost.",
        on_invoice=True,
    ),
    Word("Mileage", "miles in your worker’s car", "You pay for the miles you travel together.", on_invoice=True),
    Word("Enhanced or premium rate", "bank-holiday price", "What an hour costs on a bank holiday.", on_invoice=True),
    Word("Remittance advice", "what was paid and for which invoice", "A note sent with a payment.", on_invoice=False),
    Word(
        "Reconciliation",
        "matching payments to invoices",
        "Checking that what was paid is what was billed.",
        on_invoice=False,
    ),
    Word("Credit note", "money taken off an earlier invoice", "For putting a mistake right.", on_invoice=True),
    Word(
        "Payment terms net 30",
        "please pay by a date",
        "The day the provider would like to be paid by.",
        on_invoice=True,
    ),
    Word(
        "Disbursement",
        "something we paid for on your behalf",
        "For example, a ticket. Miles are not this.",
        on_invoice=True,
    ),
    Word("VAT exempt", "no VAT to pay", "VAT is a tax. Most support has none.", on_invoice=True),
    Word(
        "Regulated activity, CQC registered",
        "checked by the care regulator",
        "We show the link and the date.",
        on_invoice=False,
    ),
    Word(
        "Personal care",
        "help with washing, dressing, eating or using the toilet",
        "Only a provider checked by the care regulator may give this.",
        on_invoice=True,
    ),
    Word("Safeguarding", "keeping people safe", "What we all do when someone may be harmed.", on_invoice=False),
    Word(
        "Positive risk-taking",
        "trying things safely",
        "You choose, and we think together about what could go wrong.",
        on_invoice=False,
    ),
    Word("Signposting", "where else to look", "Other places that may help.", on_invoice=False),
    Word(
        "Co-production",
        "working it out together",
        "People who use support and people who give it decide side by side.",
        on_invoice=False,
    ),
    Word("Spot purchase", "bought one at a time", "Paid for only when it is used.", on_invoice=False),
)

BANNED_ON_INVOICES: tuple[str, ...] = (
    *("service user", "client", "commissioned", "package", "unit", "spot", "block", "virtual budget"),
    *("ISF", "IB", "PHB", "DP", "RAS", "FACS", "SP", "CFS", "SPOCC", "CPA", "S117"),
    *("ratio", "utilised", "enhancement", "remittance", "void", "DNA", "net 30", "arrears notice", "ad hoc"),
    *("outcome-focused", "floating support"),
)
"""Never on a bill. Capitals are abbreviations and match only as capitals; the rest match in any case and number."""

DIAGNOSIS_WORDS: tuple[str, ...] = (
    *("diagnosis", "diagnosed", "disorder", "illness", "mental health", "psychiatric", "psychosis", "psychotic"),
    *("schizophrenia", "schizophrenic", "bipolar", "depression", "depressed", "anxiety", "panic attack", "phobia"),
    *("autism", "autistic", "ADHD", "OCD", "PTSD", "BPD", "EUPD", "dementia", "anorexia", "bulimia"),
    *("self-harm", "suicide", "suicidal", "addiction", "alcoholic", "sectioned", "learning disability"),
)
"""Any of these on a bill tells a reader about someone's health (rules G1 and G4)."""


def banned_words_in(text: str) -> list[str]:
    """Return the banned words in a text, each once, in the order of the lists; none means it may go on a bill.

    Whole words only, so "communities" and "SP1 4QT" are fine. Give it our own words, not names and addresses:
    a street may well be called Block Lane. Source: "Words that must never be on a bill" in section 4.
    """
    return [word for word, pattern in _PATTERNS if pattern.search(text)]


def _pattern(word: str) -> re.Pattern[str]:
    parts = r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]", word))
    if word.isupper():
        return re.compile(rf"\b{parts}s?\b")
    return re.compile(rf"\b{parts}(?:s|es)?\b", re.IGNORECASE)


_PATTERNS = tuple((word, _pattern(word)) for word in (*BANNED_ON_INVOICES, *DIAGNOSIS_WORDS))
