"""The DataFlow that the catalogue's models and node types belong to."""

from dataflow_app.dataflow import DataFlow

db = DataFlow()
