import io
import json
import logging.config

import pytest
import structlog

from dataflow_app.orm.acting import acting
from dataflow_app.scope import Scope
from designer.logs import logging_settings


def test_a_machine_reads_one_json_object_a_line() -> None:
    settings = logging_settings("warning", as_json=True)
    stream = io.StringIO()
    settings["handlers"]["stderr"]["stream"] = stream
    before = logging.root.handlers[:], logging.root.level
    try:
        logging.config.dictConfig(settings)
        logging.getLogger("somebody").info("not told")
        logging.getLogger("somebody").warning("told %s", "once")
        structlog.get_logger("ours").warning("fact", run=7)
    finally:
        logging.root.handlers[:], logging.root.level = before
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(line["event"], line["level"], line.get("run")) for line in lines] == [("told once", "warning", None), ("fact", "warning", 7)]


def test_a_line_of_a_node_names_its_run_its_tenant_and_itself() -> None:
    settings = logging_settings("warning", as_json=True)
    stream = io.StringIO()
    settings["handlers"]["stderr"]["stream"] = stream
    before = logging.root.handlers[:], logging.root.level
    try:
        logging.config.dictConfig(settings)
        with acting(Scope(tenant="acme", run="7", node="create")), structlog.contextvars.bound_contextvars(workflow=3):
            logging.getLogger("a.library").warning("slow")
    finally:
        logging.root.handlers[:], logging.root.level = before
    line = json.loads(stream.getvalue())
    assert {key: line[key] for key in ("tenant", "workflow", "run", "node")} == {
        "tenant": "acme",
        "workflow": 3,
        "run": "7",
        "node": "create",
    }


@pytest.mark.parametrize("as_json", [True, False])
def test_an_exception_is_told_without_the_values_around_it(*, as_json: bool) -> None:
    settings = logging_settings("warning", as_json=as_json)
    stream = io.StringIO()
    settings["handlers"]["stderr"]["stream"] = stream
    before = logging.root.handlers[:], logging.root.level
    try:
        logging.config.dictConfig(settings)
        _fail_beside("s3cret" + "-token")
    finally:
        logging.root.handlers[:], logging.root.level = before
    assert "ZeroDivisionError" in stream.getvalue()
    assert "s3cret-token" not in stream.getvalue()


def _fail_beside(password: str) -> float:
    try:
        return len(password) / 0
    except ZeroDivisionError:
        logging.getLogger("somebody").exception("failed")
        return 0
