"""Which names a field may have."""

import keyword

from dataflow_app.errors import ModelError

#: Names that Django's models use themselves: a column by one of these would break saving, deleting or querying its rows.
RESERVED = frozenset({
    "adelete", "afull_clean", "arefresh_from_db", "asave", "check", "clean", "clean_fields", "date_error_message", "delete", "from_db",
    "full_clean", "get_constraints", "get_deferred_fields", "objects", "pk", "prepare_database_save", "refresh_from_db", "save",
    "save_base", "serializable_value", "unique_error_message", "validate_constraints", "validate_unique", "all_objects", "hard_delete",
})  # fmt: skip


def check_name(model: str, name: str, taken: set[str], *, has_history: bool) -> None:
    """Raise ``ModelError`` where a field of that name cannot be; ``taken`` are the names that the model's options add."""
    reason = _reason_against(name, taken, has_history=has_history)
    if reason:
        raise ModelError(f"{model} cannot have a field named '{name}': {reason}.", f"Rename it, for example to '{_other(name)}'.")


def _reason_against(name: str, taken: set[str], *, has_history: bool) -> str:
    if name in taken:
        return "an option in __dataflow__ adds a column of that name"
    if name in RESERVED:
        return "every model has a method or attribute of that name"
    if has_history and (name == "history" or name.startswith("history_")):
        return "audit_log and versioned keep the history of a row under that name"
    if "__" in name or name.endswith("_"):
        return "two underscores, and one at the end, have a meaning in filters"
    return "it is a word of Python's" if keyword.iskeyword(name) else ""


def _other(name: str) -> str:
    plain = "_".join(part for part in name.split("_") if part) or "value"
    return f"{plain}_value" if plain == name or plain in RESERVED else plain
