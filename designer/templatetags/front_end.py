"""``{% front_end %}``: what loads the front end."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from designer.front_end import tags

register = template.Library()


@register.simple_tag
def front_end() -> SafeString:
    """Return the tags of the front end's script, styles and preloads."""
    return mark_safe(tags())  # noqa: S308 - made of the addresses in our own manifest
