"""The AI service layer's models, one a file. An entry is made when work is asked for, so every result may be absent."""

from dataflow_app.ai.models.ai_processing_queue import AIProcessingQueue
from dataflow_app.ai.models.ai_recommendation import AIRecommendation
from dataflow_app.ai.models.ai_service_health import AIServiceHealth
from dataflow_app.ai.models.knowledge_graph_entity import KnowledgeGraphEntity
from dataflow_app.ai.models.vector_embedding import VectorEmbedding

__all__ = ["AIProcessingQueue", "AIRecommendation", "AIServiceHealth", "KnowledgeGraphEntity", "VectorEmbedding"]
