"""System checks: what is missing on this machine, with the command that brings it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning


@register(Tags.staticfiles)
def check_front_end(**_: Any) -> list[CheckMessage]:
    """Warn where the front end is not built and not served by Vite either."""
    vite = settings.DJANGO_VITE["default"]
    if vite["dev_mode"] or vite["manifest_path"].exists():
        return []
    return [CheckWarning("The front end is not built.", hint="Run 'make build', or set VITE_DEV=1 and run Vite.", id="designer.W001")]
