"""The way from asking to having support: requests, agreements, visits, and billing them."""
