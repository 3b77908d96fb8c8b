"""KnowledgeGraphEntity: a row's counterpart in the knowledge graph."""

from datetime import datetime
from typing import Any, Literal

from django.db import models

from dataflow_app.ai.database import db

SyncStatus = Literal["pending", "syncing", "synced", "failed"]


@db.model
class KnowledgeGraphEntity:
    """One row that is, or is to be, a node of the graph; ``neo4j_node_id`` stays empty until it is."""

    entity_type: str = models.CharField(max_length=60)
    entity_id: int = models.BigIntegerField()
    neo4j_node_id: str | None = None
    neo4j_labels: list[str] = models.JSONField("Neo4j labels", blank=True, default=list)
    properties: dict[str, Any] = {}
    relationships: list[dict[str, Any]] = []
    sync_status: SyncStatus = "pending"
    error: str = models.TextField(blank=True, default="")
    created_at: datetime = models.DateTimeField(auto_now_add=True)
    last_synced_at: datetime | None = None

    __dataflow__ = {"multi_tenant": True, "postgresql": {"jsonb_gin_indexes": ["properties"]}}
    __indexes__ = [
        {"name": "ai_graph_entity", "fields": ["entity_type", "entity_id"]},
        {"name": "ai_graph_sync", "fields": ["sync_status"]},
    ]

    class Meta:
        """Reads as words in the admin."""

        verbose_name_plural = "knowledge graph entities"

    def __str__(self) -> str:
        """Return what it stands for: ``product 7``."""
        return f"{self.entity_type} {self.entity_id}"
