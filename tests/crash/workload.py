"""Clients that start runs over HTTP, each with a key of its own, and do not rest before the answer has come."""

import random
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import psycopg

from tests.crash.cluster import Cluster, wait_until

#: Runs that are open at a time, at most.
BACKLOG = 16
#: A share of the runs waits so long that its lease has to be renewed.
SLOW, PAUSE = 0.15, 0.8
#: Seconds in which a request must be answered, however often the web process dies meanwhile.
PATIENCE = 150
#: Seconds in which the last run must end when nothing is broken any more.
RECOVERY = 120
OPEN = "SELECT count(*) FROM designer_run WHERE status IN ('queued', 'running')"
#: A share of the requests is sent again although it was answered.
TWICE = 0.05


@dataclass
class Accepted:
    """A run that the API has accepted."""

    key: str
    run: int


class Workload:
    """Starts transfers until it is stopped; ``accepted`` are those that must happen."""

    def __init__(self, cluster: Cluster, plan: dict[str, Any], seed: int) -> None:
        self._cluster, self._plan = cluster, plan
        self._chance = random.Random(f"workload {seed}")  # noqa: S311 - choices that can be had again
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self.accepted: list[Accepted] = []
        self.refused: list[str] = []
        self.errors = 0

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Bring the request that is under way to its answer, and end."""
        self._stopped.set()
        self._thread.join(PATIENCE)
        if self._thread.is_alive():
            raise TimeoutError("A request is not answered.")

    def drain(self) -> None:
        """Wait until all runs have ended."""
        wait_until(self._is_drained, seconds=RECOVERY, what="all runs have ended")

    def _is_drained(self) -> bool:
        try:
            return self._cluster.query(OPEN) == [(0,)]
        except (psycopg.OperationalError, sqlite3.OperationalError):
            return False

    def _work(self) -> None:
        try:
            self._start_runs()
        except TimeoutError as error:
            self.refused.append(str(error))

    def _start_runs(self) -> None:
        client = self._insist(lambda: sign_in(self._cluster.web_url))
        while not self._stopped.is_set():
            for _ in range(self._room()):
                self._start_run(client)
            time.sleep(0.05)

    def _room(self) -> int:
        try:
            ((count,),) = self._cluster.query(f"{OPEN} AND trigger_id IS NULL")
        except (psycopg.OperationalError, sqlite3.OperationalError):
            return 0
        return max(0, BACKLOG - int(count))

    def _start_run(self, client: httpx.Client) -> None:
        chance = self._chance
        source, target = chance.sample(self._plan["accounts"], 2)
        pause = PAUSE if chance.random() < SLOW else 0
        inputs = {"source": source, "target": target, "amount": chance.randint(1, 50), "pause": pause}
        key = str(UUID(int=chance.getrandbits(128)))
        again = chance.random() < TWICE
        for _ in range(2 if again else 1):
            run = self._insist(lambda: self._post(client, key, inputs))
            self.accepted.append(Accepted(key, run))

    def _post(self, client: httpx.Client, key: str, inputs: dict[str, Any]) -> int:
        address = f"/api/workflows/{self._plan['workflow']}/runs/"
        answer = client.post(address, json={"source": "published", "inputs": inputs}, headers={"Idempotency-Key": key}, timeout=20)
        if answer.is_client_error:
            self.refused.append(answer.text)
        run: int = answer.raise_for_status().json()["id"]
        return run

    def _insist(self, work: Callable[[], Any]) -> Any:
        """Do the work until it succeeds, as a client does that was promised that it may."""
        answer: list[Any] = []
        wait_until(lambda: self._attempt(work, answer), seconds=PATIENCE, what="the web process answers")
        return answer[0]

    def _attempt(self, work: Callable[[], Any], answer: list[Any]) -> bool:
        try:
            answer.append(work())
        except (httpx.HTTPError, KeyError):
            self.errors += 1
            return False
        return True


def sign_in(url: str) -> httpx.Client:
    """Return a client of the person's session that sends the CSRF token with every request."""
    client = httpx.Client(base_url=url)
    client.get("/sign-in/").raise_for_status()
    credentials = {"username": "demo", "password": "demo", "csrfmiddlewaretoken": client.cookies["csrftoken"]}
    client.post("/sign-in/", data=credentials, headers={"Referer": url})
    client.headers["X-CSRFToken"] = client.cookies["csrftoken"]
    client.get("/api/me/").raise_for_status()
    return client
