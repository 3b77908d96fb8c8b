"""Running scripts that were written for the guide."""
