"""Runs in Prefect's own environment, with a server that is there already: ``python prefect_flows.py ANSWERING``. States are kept."""

import sys
from importlib.metadata import version

from prefect import flow, task

sys.path.append(sys.argv[1])
from answering import answer

LENGTH = 40


@task
def add_one(value):
    """Do next to nothing."""
    return value + 1


@flow
def chain():
    """Hand a value through tasks."""
    value = 0
    for _ in range(LENGTH):
        value = add_one(value)
    return value


answer(version("prefect"), {"chain": chain})
