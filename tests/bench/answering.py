"""The other end of ``talking``, without any import that another environment may lack: reads what to do, and says how long it took."""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Mapping


def answer(version: str, works: Mapping[str, Callable[..., object]]) -> None:
    """Do what each line of the standard input asks, until there are no more; ``works`` are functions by name."""
    # What libraries print must not be taken for an answer.
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    print(json.dumps({"ready": version}), file=out)
    for line in sys.stdin:
        order = json.loads(line)
        work = works[order.pop("do")]
        start = time.perf_counter()
        try:
            result = work(**order)
            said: dict[str, object] = {"seconds": time.perf_counter() - start, "result": result}
        except Exception as error:  # noqa: BLE001 - what it says is the answer
            traceback.print_exc()
            said = {"error": f"{type(error).__name__}: {error}"[-400:]}
        print(json.dumps(said, default=str), file=out)
