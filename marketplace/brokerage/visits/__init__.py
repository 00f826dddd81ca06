"""Planned and delivered visits, miles, and agreeing them."""
