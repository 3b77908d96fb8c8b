"""What the peers are installed from, each in an environment of its own: the versions that are measured."""

from collections.abc import Mapping

#: Python packages by peer.
PYTHON: Mapping[str, tuple[str, ...]] = {
    "kailash": ("kailash-dataflow==2.20.1", "kailash==2.65.0", "aiosqlite", "asyncpg", "psycopg2-binary"),
    "dbos": ("dbos==3.4.0", "psycopg[binary]==3.3.9"),
    "restate": ("restate-sdk==1.3.0", "hypercorn==0.18.0", "httpx==0.28.1"),
    "prefect": ("prefect==3.9.1", "asyncpg==0.32.0"),
    "dagster": ("dagster==1.13.29",),
}
#: Packages for Node.js by peer; newer ones of n8n want a package that its registry does not have.
NODE: Mapping[str, tuple[str, ...]] = {
    "restate": ("@restatedev/restate-server@1.7.12",),
    "n8n": ("n8n@2.8.4",),
}
#: Other versions of what these depend on, for what is no longer in the registry.
OVERRIDES: Mapping[str, Mapping[str, str]] = {"n8n": {"xlsx": "0.18.5"}}
