"""Standing pages: home, urgent help, leave, preferences, words."""
