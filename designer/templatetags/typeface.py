"""``{% typeface %}``: the front end's type on the pages that Django renders."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_vite.core.exceptions import DjangoViteAssetNotFoundError

from designer.front_end import asset_url

FONT = "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"
FACE = '<style>@font-face{{font-family:"Inter Variable";font-weight:100 900;font-display:swap;src:url("{}") format("woff2")}}</style>'

register = template.Library()


@register.simple_tag
def typeface() -> SafeString:
    """Return a style with the built font's address; nothing where the front end is not built, so that the system's type serves."""
    try:
        return format_html(FACE, asset_url(FONT))
    except DjangoViteAssetNotFoundError:
        return SafeString("")
