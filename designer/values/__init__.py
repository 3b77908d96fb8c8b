"""Large values of runs: kept once in the project's storage, referred to from node runs, loaded or read in pieces."""

from designer.values.files import StorageError
from designer.values.loading import head, load, load_output
from designer.values.paging import page, preview_of, stored_parts
from designer.values.run_values import RunValues

__all__ = ["RunValues", "StorageError", "head", "load", "load_output", "page", "preview_of", "stored_parts"]
