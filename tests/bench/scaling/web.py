"""A web process of ours that is asked for runs over HTTP."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from tests.bench.engines.installation import ROOT
from tests.bench.engines.setting import Setting
from tests.bench.peers.starting import await_answer, running
from tests.servers import free_port

#: Requests under way at once.
_AT_ONCE = 4
_TOKEN = "a" * 32


@dataclass(frozen=True, slots=True)
class Web:
    """The process, a client that has signed in, and the ids of the workflows by name."""

    pid: int
    client: httpx.Client
    workflows: dict[str, int]

    def start_runs(self, flow: str, count: int) -> None:
        """Start so many runs of the published version, a request each."""
        path = f"/api/workflows/{self.workflows[flow]}/runs/"
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for answer in pool.map(lambda _: self.client.post(path, json={"source": "published", "inputs": {}}), range(count)):
                answer.raise_for_status()


@contextmanager
def web_process(setting: Setting) -> Iterator[Web]:
    """Run one until the block ends."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "-m", "uvicorn", "designer.asgi:application", "--port", str(port), "--log-level", "warning"]
    with running([*command, "--app-dir", str(ROOT)], setting.ours.environment, setting.folder / "web.log") as process:
        await_answer(f"{address}/healthz")
        name, session = setting.ours.submitter.ask("sign_in")
        with httpx.Client(base_url=address, cookies={name: session, "csrftoken": _TOKEN}, headers={"X-CSRFToken": _TOKEN}) as client:
            yield Web(process.pid, client, _workflows(client))


def _workflows(client: httpx.Client) -> dict[str, int]:
    found = client.get("/api/workflows/").raise_for_status().json()
    return {each["name"]: each["id"] for each in found["results"]}
