"""What Django finds wrong with a model, said before its table is made: nobody runs ``manage.py check`` on a script."""

from django.db import models

from dataflow_app.errors import ModelError

#: Where a class is defined again, as in a notebook, others go on referring to the one before, whose table it takes over (E300,
#: E307). And two models may refer to each other: a filter by the name that both ways share means the field (E303).
_HARMLESS = ("fields.E300", "fields.E303", "fields.E307")


def check_model(model: type[models.Model], database: str) -> None:
    """Raise ``ModelError`` with the first error that Django's checks of a model give."""
    for found in model.check(databases=[database]):
        if found.is_serious() and found.id not in _HARMLESS:
            field = f".{found.obj.name}" if isinstance(found.obj, models.Field) else ""
            raise ModelError(f"Django refuses {model.__name__}{field}: {str(found.msg).rstrip('.')}.", str(found.hint or ""))
