"""Where the designer's pages are, wherever the project has put them."""

from django.urls import reverse


def page(kind: str, key: object) -> str:
    """Return the address of the page of one of a kind: ``page("runs", 7)``."""
    return f"{reverse('designer:home')}{kind}/{key}/"
