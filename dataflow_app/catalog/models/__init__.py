"""The catalogue's models, one a file."""

from dataflow_app.catalog.models.etim_classification import ETIMClassification
from dataflow_app.catalog.models.product import Product
from dataflow_app.catalog.models.product_variant import ProductVariant
from dataflow_app.catalog.models.unspsc_classification import UNSPSCClassification
from dataflow_app.catalog.models.vendor import Vendor

__all__ = ["ETIMClassification", "Product", "ProductVariant", "UNSPSCClassification", "Vendor"]
