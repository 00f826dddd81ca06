"""What people tell us about a listing: that it is wrong, has closed, or worries them. No account is needed."""
