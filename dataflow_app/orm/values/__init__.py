"""Values for columns: converted where that is exact, checked, or refused with a sentence."""
