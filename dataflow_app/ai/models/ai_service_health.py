"""AIServiceHealth: one look at whether an AI service answers."""

from datetime import datetime
from typing import Literal

from django.db import models
from django.utils import timezone

from dataflow_app.ai.database import db

HealthStatus = Literal["unknown", "healthy", "degraded", "down"]


@db.model
class AIServiceHealth:
    """One health check of one service; ``unknown`` until somebody has looked."""

    service_name: str = models.CharField(max_length=60)
    endpoint: str = models.CharField(max_length=255)
    status: HealthStatus = "unknown"
    latency_ms: float | None = models.FloatField("latency in milliseconds", null=True, blank=True)
    check_timestamp: datetime = models.DateTimeField(default=timezone.now)
    error: str = models.TextField(blank=True, default="")

    __dataflow__ = {"multi_tenant": True, "ttl": {"days": 90, "field": "check_timestamp"}}
    __indexes__ = [{"name": "ai_health_recent", "fields": ["service_name", "-check_timestamp"]}]

    class Meta:
        """Named by the entry: one check."""

        verbose_name = "AI service health check"

    def __str__(self) -> str:
        """Return service and status: ``openai: healthy``."""
        return f"{self.service_name}: {self.status}"
