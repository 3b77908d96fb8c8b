"""From the specification of a model to the Django model."""
