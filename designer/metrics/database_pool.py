"""The state of this process's pool of database connections."""

from collections.abc import Iterator

from django.db import connection
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector


class DatabasePoolCollector(Collector):
    """Reads the pool's own figures when it is asked; says nothing where there is no pool."""

    def collect(self) -> Iterator[Metric]:
        """Yield what the pool knows of itself."""
        pool = getattr(connection, "pool", None)
        if pool is None:
            return
        stats = pool.get_stats()
        size, idle = stats.get("pool_size", 0), stats.get("pool_available", 0)
        connections = GaugeMetricFamily("dataflow_database_connections", "Connections of this process's pool", labels=["state"])
        connections.add_metric(["idle"], idle)
        connections.add_metric(["used"], size - idle)
        yield connections
        yield GaugeMetricFamily(
            "dataflow_database_connections_max", "The most connections that this process opens", stats.get("pool_max", 0)
        )
        yield GaugeMetricFamily("dataflow_database_waiting", "Threads that wait for a connection", stats.get("requests_waiting", 0))
        yield CounterMetricFamily(
            "dataflow_database_refused", "Waits for a connection that ended without one", stats.get("requests_errors", 0)
        )
