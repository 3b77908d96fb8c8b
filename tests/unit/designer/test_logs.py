import io
import json
import logging.config

import structlog

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
