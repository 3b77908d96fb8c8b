"""The built front end: where it is, and the tags that load it."""

from functools import cache
from pathlib import Path

from django_vite.core.asset_loader import DjangoViteAppClient, DjangoViteConfig

from designer.conf import options

#: Where Vite builds to, below the folder ``static`` of this app, and so below STATIC_URL too.
PLACE = "designer/app"
MANIFEST = Path(__file__).parent / "static" / PLACE / ".vite" / "manifest.json"
ENTRY = "src/main.tsx"


def tags() -> str:
    """Return the HTML that loads the front end; raise ``DjangoViteAssetNotFoundError`` where it is not built."""
    vite = _client(dev=options().vite_dev)
    return "".join((vite.generate_vite_ws_client(), vite.generate_vite_react_refresh_url(), vite.generate_vite_asset(ENTRY)))


def asset_url(path: str) -> str:
    """Return the address of a built file, named as the manifest does; raise ``DjangoViteAssetNotFoundError`` where it is not built."""
    url: str = _client(dev=options().vite_dev).generate_vite_asset_url(path)
    return url


@cache
def _client(*, dev: bool) -> DjangoViteAppClient:
    return DjangoViteAppClient(DjangoViteConfig(dev_mode=dev, static_url_prefix=PLACE, manifest_path=MANIFEST), "designer")
