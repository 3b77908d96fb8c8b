"""Two programs whose models have one table, which may be meant, and may be an accident."""

import logging

from dataflow_app.errors import ModelError
from dataflow_app.orm.migrate.survey import Survey

logger = logging.getLogger("dataflow.migrate")
_TOLD: set[tuple[str, str]] = set()


def check_sharing(found: Survey, *, takes_over: bool) -> None:
    """Say where a table is another program's; raise ``ModelError`` where it would have to be changed, unless it is taken over."""
    for table, other in found.sharers.items():
        if takes_over:
            continue
        if any(step.table == table for step in found.plan):
            changes = "; ".join(step.text for step in found.plan if step.table == table)
            raise ModelError(
                f"The table {table} was made by {other}, whose model is another one: it would have to be changed ({changes}).",
                f"If the two programs are not one, give this model a table of its own (class Meta: db_table = '{table}_2') or a database of"
                " its own (DataFlow('sqlite:///other.db')); if they are, call db.migrate() once to take the table over.",
            )
        if (table, other) not in _TOLD:
            _TOLD.add((table, other))
            logger.warning("The table %s is shared with %s, which made it.", table, other)
