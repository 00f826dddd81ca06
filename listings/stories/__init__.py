"""Stories of how support money was used: told by a person who said yes to showing them, linked from listings."""
