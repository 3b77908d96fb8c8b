"""VectorEmbedding: a row's place in a vector collection."""

from datetime import datetime

from django.db import models

from dataflow_app.ai.database import db
from dataflow_app.ai.models.work_status import WorkStatus


@db.model
class VectorEmbedding:
    """One row that is, or is to be, in a vector collection; ``vector_id`` stays empty until it is."""

    entity_type: str = models.CharField(max_length=60)
    entity_id: int = models.BigIntegerField()
    collection_name: str = models.CharField(max_length=100)
    embedding_model: str = models.CharField(max_length=100)
    embedding_status: WorkStatus = "pending"
    vector_id: str | None = None
    dimensions: int | None = models.PositiveIntegerField(null=True, blank=True)
    content_hash: str = models.CharField("SHA-256 of the embedded text", max_length=64, blank=True, default="")
    error: str = models.TextField(blank=True, default="")
    created_at: datetime = models.DateTimeField(auto_now_add=True)
    embedded_at: datetime | None = None

    __dataflow__ = {"multi_tenant": True}
    __indexes__ = [
        {"name": "ai_embedding_entity", "fields": ["entity_type", "entity_id"]},
        {"name": "ai_embedding_status", "fields": ["embedding_status"]},
    ]

    def __str__(self) -> str:
        """Return row and collection: ``product 7 in products``."""
        return f"{self.entity_type} {self.entity_id} in {self.collection_name}"
