"""Imports every models module once, so that migrations and tests see every table."""

from __future__ import annotations

from invoices.documents import models as documents
from invoices.ledger import models as ledger
from invoices.payments import models as payments
from listings import models as listings
from listings.claiming import models as claims
from listings.editing import models as edits
from listings.freshness import models as prompts
from listings.looks import models as looks
from listings.pictures import models as pictures
from listings.regulator import models as regulator
from listings.reports import models as reports
from listings.reviews import models as reviews
from listings.stories import models as stories
from listings.watching import models as watched
from marketplace.brokerage.agreements import models as agreements
from marketplace.brokerage.budgets import models as budgets
from marketplace.brokerage.joining import models as joining
from marketplace.brokerage.requests import models as requests
from marketplace.brokerage.shortlists import models as shortlists
from marketplace.brokerage.visits import models as visits
from marketplace.kernel import audit, jobs, limits, rounds
from marketplace.kernel.db import Base
from marketplace.kernel.outbox import models as outbox
from marketplace.organisations import models as organisations
from marketplace.organisations.expectations import models as expectations
from marketplace.people import models as people
from marketplace.people.helping import models as helping
from marketplace.people.preferences import models as preferences
from marketplace.people.sign_in import models as sign_ins
from search.missing import models as missing
from search.words import models as words

ALL = (people, sign_ins, preferences, helping, organisations, expectations, listings, words)
ALL_BROKERAGE = (joining, shortlists, budgets, requests, agreements, visits)
TOLD = (edits, stories, reports, missing)
KEPT = (claims, prompts, looks, pictures, regulator, reviews, watched)
ALL_MONEY = (ledger, documents, payments)
FLOOR = (audit, jobs, limits, outbox, rounds)

metadata = Base.metadata
