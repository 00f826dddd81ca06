"""The roles of section 2.17 of the domain text, by name. What each may do is said at every route."""

from __future__ import annotations

PERSON = "person"
"""Anyone signed in, for their own support."""
PROVIDER_STAFF = "provider_staff"
PROVIDER_MANAGER = "provider_manager"
"""Who says which colleagues may act for an organisation, and keeps its legal facts."""
WORKER = "worker"
PAYER = "payer"
KEY_WORKER = "key_worker"
COMMISSIONER = "commissioner"
SITE_STAFF = "site_staff"
ROLES = frozenset({PERSON, PROVIDER_STAFF, PROVIDER_MANAGER, WORKER, PAYER, KEY_WORKER, COMMISSIONER, SITE_STAFF})

SEE = "see"
BUY = "buy"
PAY = "pay"
SCOPES = frozenset({SEE, BUY, PAY})
"""What someone who acts for another may be allowed to do (rules G5, K04): see, say yes to support, agree what is paid."""
