"""The DataFlow that the AI models and their node types belong to."""

from dataflow_app.dataflow import DataFlow

db = DataFlow()
