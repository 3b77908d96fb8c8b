"""How late a due time starts, where starts are to be spread."""

from datetime import UTC, datetime, timedelta
from hashlib import blake2s


def jitter_of(key: object, due_at: datetime, most: int) -> timedelta:
    """Return from 0 to ``most`` seconds, the same for a trigger's ``key`` and a due time whoever computes it."""
    if not most:
        return timedelta()
    digest = blake2s(f"{key} {due_at.astimezone(UTC).isoformat(timespec='seconds')}".encode(), digest_size=8).digest()
    return timedelta(seconds=int.from_bytes(digest) % (most + 1))
