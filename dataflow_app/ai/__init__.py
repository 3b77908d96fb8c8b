"""The records of the AI service layer: what was asked of which service, and what came back."""
