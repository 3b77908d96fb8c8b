"""Template tags of the pages that Django renders."""
