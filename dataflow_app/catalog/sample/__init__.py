"""A believable catalogue, generated: the same rows for the same seed, for any tenant."""
