"""What can be found: listings, offers, prices, imports."""
