"""Runs in Dagster's own environment: ``python dagster_flows.py ANSWERING``. Outputs and the event log are kept in DAGSTER_HOME."""

import sys
from importlib.metadata import version

from dagster import DagsterInstance, FilesystemIOManager, In, Out, job, op

sys.path.append(sys.argv[1])
from answering import answer

LENGTH = 40


@op(out=Out(int))
def first():
    """Begin."""
    return 0


@op(ins={"value": In(int)}, out=Out(int))
def add_one(value):
    """Do next to nothing."""
    return value + 1


@job(resource_defs={"io_manager": FilesystemIOManager()})
def steps():
    """Hand a value through ops."""
    value = first()
    for index in range(1, LENGTH):
        value = add_one.alias(f"n{index}")(value)


instance = DagsterInstance.get()


def chain():
    """Run the job here, as one worker does."""
    if not steps.execute_in_process(instance=instance).success:
        raise RuntimeError("The job failed.")


answer(version("dagster"), {"chain": chain})
