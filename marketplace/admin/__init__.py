"""Pages for the people who look after the site."""
