"""The directory as open data: Open Referral UK 3.0, for councils and others who keep directories (row A06, rule D1)."""
