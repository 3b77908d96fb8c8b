"""AIProcessingQueue: work that waits for an AI service."""

from datetime import datetime
from typing import Any

from django.db import models

from dataflow_app.ai.database import db
from dataflow_app.ai.models.work_status import WorkStatus


@db.model
class AIProcessingQueue:
    """One task for one AI service, about one row where ``entity_id`` is known."""

    task_type: str = models.CharField(max_length=60)
    ai_service: str = models.CharField("AI service", max_length=60)
    entity_type: str = models.CharField(max_length=60, default="product")
    entity_id: int | None = models.BigIntegerField(null=True, blank=True)
    processing_config: dict[str, Any] = {}
    priority: int = models.PositiveSmallIntegerField("priority; lower goes first", default=5)
    status: WorkStatus = "pending"
    attempts: int = models.PositiveIntegerField(default=0)
    result: dict[str, Any] | None = None
    error: str = models.TextField(blank=True, default="")
    created_at: datetime = models.DateTimeField(auto_now_add=True)
    started_at: datetime | None = None
    finished_at: datetime | None = None

    __dataflow__ = {"multi_tenant": True}
    __indexes__ = [
        {"name": "ai_queue_next", "fields": ["status", "priority", "created_at"]},
        {"name": "ai_queue_waiting", "fields": ["priority", "created_at"], "condition": {"status": "pending"}},
        {"name": "ai_queue_entity", "fields": ["entity_type", "entity_id"]},
    ]

    class Meta:
        """An entry of the queue is a task."""

        verbose_name = "AI task"
        verbose_name_plural = "AI tasks"

    def __str__(self) -> str:
        """Return the task and what it is about: ``embedding of product 7``."""
        return f"{self.task_type} of {self.entity_type} {self.entity_id or '(not known yet)'}"
