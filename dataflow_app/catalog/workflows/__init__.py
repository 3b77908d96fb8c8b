"""Workflows to start from: the guide's, drawn out. ``TEMPLATES`` holds them in the order in which a person should meet them."""

from dataflow_app.catalog.workflows.bulk_import import BULK_IMPORT
from dataflow_app.catalog.workflows.find_candidates import FIND_CANDIDATES
from dataflow_app.catalog.workflows.product_onboarding import PRODUCT_ONBOARDING
from dataflow_app.catalog.workflows.template import Template

TEMPLATES: tuple[Template, ...] = (PRODUCT_ONBOARDING, FIND_CANDIDATES, BULK_IMPORT)

__all__ = ["TEMPLATES", "Template"]
