"""Sealing secret values, with a key that follows from ``SECRET_KEY``."""

import base64
import hashlib
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from dataflow_app.errors import DataFlowError


def seal(values: Mapping[str, str]) -> bytes:
    """Return the values encrypted and signed."""
    return _fernet().encrypt(json.dumps(dict(values)).encode())


def unseal(sealed: bytes) -> dict[str, str]:
    """Return the values; raise ``DataFlowError`` where they were sealed with another ``SECRET_KEY``, or tampered with."""
    try:
        opened: dict[str, str] = json.loads(_fernet().decrypt(sealed))
    except InvalidToken as error:
        raise DataFlowError("The credential was sealed with another SECRET_KEY.", "Enter its values again.") from error
    return opened


def _fernet() -> Fernet:
    digest = hashlib.sha256(b"designer.credentials:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
