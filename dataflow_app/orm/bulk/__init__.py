"""Many rows at once: checked before anything is written, written whole or not at all, counted exactly, audited in sets."""
