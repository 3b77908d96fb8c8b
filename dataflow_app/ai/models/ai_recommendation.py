"""AIRecommendation: a question put to a recommender, and its answer."""

from datetime import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from dataflow_app.ai.database import db
from dataflow_app.ai.models.work_status import WorkStatus


@db.model
class AIRecommendation:
    """One request for recommendations; ``recommendations`` and ``confidence`` stay empty until a service answers."""

    recommendation_type: str = models.CharField(max_length=60)
    context_data: dict[str, Any] = {}
    ai_model: str = models.CharField("AI model", max_length=100, blank=True, default="")
    status: WorkStatus = "pending"
    entity_type: str = models.CharField(max_length=60, default="product")
    entity_id: int | None = models.BigIntegerField(null=True, blank=True)
    recommendations: list[Any] | None = None
    confidence: float | None = models.FloatField(
        "confidence, 0 to 1", null=True, blank=True, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)]
    )
    error: str = models.TextField(blank=True, default="")
    created_at: datetime = models.DateTimeField(auto_now_add=True)
    completed_at: datetime | None = None

    __dataflow__ = {"multi_tenant": True}
    __indexes__ = [
        {"name": "ai_recommendation_status", "fields": ["status", "created_at"]},
        {"name": "ai_recommendation_entity", "fields": ["entity_type", "entity_id"]},
    ]

    class Meta:
        """Reads as words in the admin."""

        verbose_name = "AI recommendation"

    def __str__(self) -> str:
        """Return type and status: ``hybrid (pending)``."""
        return f"{self.recommendation_type} ({self.status})"
