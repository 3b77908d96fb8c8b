"""The files of values: compressed, named by their content, written before anything refers to them."""

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage

from dataflow_app.errors import DataFlowError
from designer.models import Value
from designer.models.value import value_storage

#: Files up to this size are made in memory.
_IN_MEMORY = 1024 * 1024
_LEVEL = 3


class StorageError(DataFlowError):
    """The storage of large values cannot be reached, or gives what cannot be read."""

    def __init__(self, problem: str, error: Exception) -> None:
        super().__init__(f"{problem}: {error}", "See to it that the storage of large values can be reached and has room.")


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is not in the storage yet: the digest of its text, and the text's length in bytes."""

    file: IO[bytes]
    digest: str
    size: int

    def save(self) -> str:
        """Put it into the storage and return its name there: a new one each time, so that nobody writes over what another reads."""
        storage = value_storage()
        assert storage is not None  # noqa: S101 - nobody drafts what cannot be kept
        self.file.seek(0)
        try:
            name = storage.save(f"{self.digest[:2]}/{self.digest}.{uuid4().hex}.json.gz", File(self.file))
            _settle(storage, name)
        except Exception as error:
            raise StorageError(f"A value of {self.size:,} bytes could not be stored", error) from error
        return name


@contextmanager
def drafted(lines: Iterable[str]) -> Iterator[Draft]:
    """Give the file of these lines of ASCII text, which is gone after the ``with`` block."""
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        digest, size = sha256(), 0
        with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=_LEVEL, mtime=0) as packed:
            for line in lines:
                content = line.encode("ascii")
                digest.update(content)
                size += len(content)
                packed.write(content)
        yield Draft(cast("IO[bytes]", file), digest.hexdigest(), size)


@contextmanager
def opened(digest: str) -> Iterator[Any]:
    """Give the lines of a value's text; raise ``DataFlowError`` where it is gone, ``StorageError`` where that cannot be told."""
    storage, name = value_storage(), Value.objects.filter(digest=digest).values_list("name", flat=True).first()
    if storage is None or name is None:
        raise _gone(digest)
    try:
        file = storage.open(name, "rb")
    except FileNotFoundError as error:
        raise _gone(digest) from error
    except Exception as error:
        raise _unread(digest, error) from error
    try:
        with file, gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
            yield unpacked
    except (OSError, EOFError, zlib.error) as error:
        raise _unread(digest, error) from error


def _settle(storage: Storage, name: str) -> None:
    """Wait until the file outlives a loss of power: the row that names it will. A storage elsewhere sees to that itself."""
    path = Path(storage.path(name)) if isinstance(storage, FileSystemStorage) else None
    for place in (path, path.parent) if path else ():
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unread(digest: str, error: Exception) -> StorageError:
    return StorageError(f"The value {digest[:12]}… could not be read", error)


def _gone(digest: str) -> DataFlowError:
    message = f"The value {digest[:12]}… is not in the storage of large values."
    return DataFlowError(message, "Give every process the same STORAGES['values'], and restore its files with the database.")
