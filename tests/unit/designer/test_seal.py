import pytest
from pytest_django import Settings

from dataflow_app.errors import DataFlowError
from designer.services.seal import seal, unseal


def test_sealed_values_open_again_and_cannot_be_read() -> None:
    sealed = seal({"token": "s3cret"})
    assert b"s3cret" not in sealed
    assert unseal(sealed) == {"token": "s3cret"}


def test_another_key_opens_nothing_and_says_what_to_do(settings: Settings) -> None:
    sealed = seal({"token": "s3cret"})
    settings.SECRET_KEY = "another"
    with pytest.raises(DataFlowError, match="Enter its values again"):
        unseal(sealed)
