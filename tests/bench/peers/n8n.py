"""n8n on PostgreSQL, its progress saved after each node, asked through a webhook that answers at the end."""

import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx

from tests.bench.engines.servers import DurablePostgresql
from tests.bench.measuring import Seconds
from tests.bench.peers.environment import bare, node_modules_of
from tests.bench.peers.starting import await_answer, running
from tests.bench.talking import Failed
from tests.servers import free_port

LENGTH = 40


@dataclass(frozen=True, slots=True)
class Webhook:
    """A started n8n, to be timed like the others."""

    version: str
    address: str

    def time(self, do: str) -> Seconds:
        """Submit the flow and wait for its end; raise ``Failed`` where that is not what it should be."""
        start = time.perf_counter()
        answer = httpx.post(self.address, json={}, timeout=120)
        if answer.status_code != httpx.codes.OK or answer.json().get("value") != LENGTH:
            raise Failed(answer.text[:200])
        return Seconds(time.perf_counter() - start)


def n8n(postgresql: DurablePostgresql, folder: Path) -> Iterator[Webhook]:
    """Start it with one workflow."""
    postgresql.database("n8n")
    modules, port = node_modules_of("n8n"), free_port()
    env = bare("n8n", **_settings(postgresql.port, port, folder))
    program: list[str | Path] = ["node", modules / "n8n" / "bin" / "n8n"]
    (folder / "n8n.json").write_text(json.dumps(_workflow()))
    for command in (["import:workflow", f"--input={folder / 'n8n.json'}"], ["publish:workflow", "--id=bench"]):
        done = subprocess.run([*program, *command], env=env, check=False, capture_output=True, text=True, timeout=180)
        if done.returncode:
            raise Failed((done.stderr or done.stdout).strip()[-300:])
    version = json.loads((modules / "n8n" / "package.json").read_text())["version"]
    with running([*program, "start"], env, folder / "n8n.log"):
        await_answer(f"http://127.0.0.1:{port}/healthz/readiness")
        webhook = Webhook(version, f"http://127.0.0.1:{port}/webhook/bench")
        _await(webhook)
        yield webhook


def _await(webhook: Webhook) -> None:
    """Return when the workflow answers: n8n says that it is ready a while before."""
    deadline = time.monotonic() + 60
    while True:
        try:
            webhook.time("chain")
        except Failed:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
        else:
            return


def _settings(postgresql: int, port: int, folder: Path) -> Mapping[str, str]:
    return {
        "N8N_USER_FOLDER": str(folder),
        "N8N_PORT": str(port),
        "N8N_LISTEN_ADDRESS": "127.0.0.1",
        "N8N_DIAGNOSTICS_ENABLED": "false",
        "N8N_VERSION_NOTIFICATIONS_ENABLED": "false",
        "N8N_TEMPLATES_ENABLED": "false",
        "N8N_PERSONALIZATION_ENABLED": "false",
        "EXECUTIONS_DATA_SAVE_ON_PROGRESS": "true",
        "EXECUTIONS_DATA_SAVE_ON_SUCCESS": "all",
        "DB_TYPE": "postgresdb",
        "DB_POSTGRESDB_HOST": "127.0.0.1",
        "DB_POSTGRESDB_PORT": str(postgresql),
        "DB_POSTGRESDB_DATABASE": "n8n",
        "DB_POSTGRESDB_USER": "postgres",
    }


def _workflow() -> Mapping[str, Any]:
    hook = {"httpMethod": "POST", "path": "bench", "responseMode": "lastNode", "options": {}}
    nodes = [_node("hook", "n8n-nodes-base.webhook", 2, hook, webhookId="bench")]
    nodes += [_node(f"n{index}", "n8n-nodes-base.set", 3.4, _add_one(index)) for index in range(LENGTH)]
    names = [node["name"] for node in nodes]
    connections = {name: {"main": [[{"node": after, "type": "main", "index": 0}]]} for name, after in pairwise(names)}
    return {"id": "bench", "name": "bench", "active": False, "nodes": nodes, "connections": connections, "settings": {}}


def _add_one(index: int) -> Mapping[str, Any]:
    value = "={{ $json.value + 1 }}" if index else "={{ 1 }}"
    return {"assignments": {"assignments": [{"id": "1", "name": "value", "value": value, "type": "number"}]}, "options": {}}


def _node(name: str, kind: str, version: float, parameters: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    place = {"id": name, "name": name, "position": [0, 0]}
    return {**place, "type": kind, "typeVersion": version, "parameters": parameters, **more}
