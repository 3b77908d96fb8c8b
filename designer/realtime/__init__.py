"""The websocket: it tails what the database says. Hints only make it look sooner."""
