"""The base of a class for type checkers: what the decorator makes of it, which they cannot see."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import ClassVar, Self

    from django.db.models import Manager, Model

    class Row(Model):
        """A row of a model, as type checkers see it: Django's own model, with the managers that it gets."""

        objects: ClassVar[Manager[Self]]
        all_objects: ClassVar[Manager[Self]]
        history: ClassVar[Any]

        class Meta:
            """Has no table of its own."""

            abstract = True

else:

    class Row:
        """A row of a model: ``class Product(Row)`` under ``@db.model`` lets type checkers know ``Product.objects`` and ``row.save()``.

        It adds nothing, and is not needed to run: ``@db.model`` makes a Django model of any annotated class.
        """


__all__ = ["Row"]
