"""Runs in DBOS's own environment: ``python dbos_flows.py URL ANSWERING``. Steps keep their outputs, transactions theirs with the row."""

import sys
from importlib.metadata import version

import sqlalchemy as sa
from dbos import DBOS, SQLAlchemyDatasource

sys.path.append(sys.argv[2])
from answering import answer

URL = sys.argv[1].replace("postgresql://", "postgresql+psycopg://")
LENGTH = 40
DBOS(config={"name": "bench", "system_database_url": URL, "log_level": "ERROR", "run_admin_server": False})
datasource = SQLAlchemyDatasource.create(URL)


@DBOS.step()
def add_one(value):
    """Do next to nothing."""
    return value + 1


@DBOS.workflow()
def chain_of_steps():
    """Hand a value through steps."""
    value = 0
    for _ in range(LENGTH):
        value = add_one(value)
    return value


@datasource.transaction
def insert(place):
    """Insert a row, in the transaction that keeps the output."""
    statement = sa.text("INSERT INTO note (run, node, place) VALUES (:run, :node, :place)")
    datasource.sql_session().execute(statement, {"run": DBOS.workflow_id, "node": f"n{place}", "place": place})
    return place


@DBOS.workflow()
def inserts():
    """Insert rows one after the other."""
    for place in range(LENGTH):
        insert(place)


def chain():
    """Submit the chain, and wait for it."""
    return DBOS.start_workflow(chain_of_steps).get_result()


def effects():
    """Submit the inserts, and wait for them."""
    DBOS.start_workflow(inserts).get_result()


with datasource.engine.begin() as connection:
    connection.execute(sa.text("CREATE TABLE note (id bigserial PRIMARY KEY, run text NOT NULL, node text NOT NULL, place int NOT NULL)"))
DBOS.launch()
answer(version("dbos"), {"chain": chain, "effects": effects})
