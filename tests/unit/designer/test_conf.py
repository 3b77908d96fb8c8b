from dataclasses import fields

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from designer.conf import DEFAULTS, Options, options


def test_a_project_that_says_nothing_gets_every_default_and_is_embedded(settings: Settings) -> None:
    del settings.DESIGNER
    assert options() == DEFAULTS
    assert options().is_embedded


@pytest.mark.parametrize(
    ("said", "embedded"),
    [({"REDIS_URL": "redis://r"}, False), ({"REDIS_URL": "redis://r", "EMBEDDED": True}, True), ({"EMBEDDED": False}, False)],
)
def test_redis_means_workers_elsewhere_unless_told_otherwise(settings: Settings, said: dict[str, object], *, embedded: bool) -> None:
    settings.DESIGNER = said
    assert options().is_embedded is embedded


ALL_KEYS = ", ".join(field.name.upper() for field in fields(Options))


@pytest.mark.parametrize(
    ("key", "remedy"),
    [
        ("LEASE_SECOND", "Did you mean 'LEASE_SECONDS'?"),
        ("x", f"Its keys are {ALL_KEYS}."),
    ],
)
def test_a_key_that_means_nothing_is_refused(settings: Settings, key: str, remedy: str) -> None:
    settings.DESIGNER = {key: 1}
    with pytest.raises(ImproperlyConfigured) as raised:
        options()
    assert str(raised.value) == f"DESIGNER has the key '{key}', which means nothing. {remedy}"
