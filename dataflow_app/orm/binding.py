"""What is told when a model is bound, to whoever presents models."""

from django.dispatch import Signal

#: Sent with ``bound`` (a ``BoundModel``) whenever a class has become a model, or an existing model was bound.
model_bound = Signal()
