"""Schema changes of the designer's models."""
