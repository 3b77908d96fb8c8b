"""The sample's values as columns of the catalogue's models."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.catalog.sample.etim import EtimClass
from dataflow_app.catalog.sample.families import FAMILIES
from dataflow_app.catalog.sample.products import SampleProduct
from dataflow_app.catalog.sample.unspsc import Code
from dataflow_app.catalog.sample.variants import SampleVariant
from dataflow_app.catalog.sample.vendors import SampleVendor

_PLACE_OF_FAMILY = {family.prefix: place for place, family in enumerate(FAMILIES)}


def vendor_row(vendor: SampleVendor) -> dict[str, Any]:
    """Return the columns of a vendor."""
    return {
        "vendor_code": vendor.code,
        "name": vendor.name,
        "contact_email": f"sales@{vendor.host}",
        "phone": vendor.phone,
        "website": f"https://{vendor.host}",
        "city": vendor.city,
        "country": vendor.country,
        "payment_terms": vendor.payment_terms,
        "lead_time_days": vendor.lead_time_days,
        "rating": vendor.rating,
        "is_preferred": vendor.is_preferred,
    }


def classification_row(code: Code, ids: Mapping[str, int]) -> dict[str, Any]:
    """Return the columns of a UNSPSC code; ``ids`` are those of the level above."""
    return {"unspsc_code": code.code, "title": code.title, "level": code.level, "parent_id": ids[code.parent] if code.parent else None}


def etim_row(etim: EtimClass) -> dict[str, Any]:
    """Return the columns of an ETIM class."""
    return {
        "etim_code": etim.code,
        "name": etim.name,
        "group_code": etim.group_code,
        "group_name": etim.group_name,
        "features": list(etim.features),
    }


def product_row(product: SampleProduct, vendors: Mapping[str, int], unspsc: Mapping[str, int], etim: Mapping[str, int]) -> dict[str, Any]:
    """Return the columns of a product. Its AI columns stay empty: no service has seen it."""
    family = product.family
    return {
        "product_code": product.code,
        "name": product.name,
        "description": product.description,
        "category": family.category,
        "brand": product.brand,
        "list_price": product.list_price,
        "sale_price": product.sale_price,
        "unit": family.unit,
        "is_available": product.is_available,
        "safety_rating": product.safety_rating,
        "specifications": product.specifications,
        "vendor_id": vendors[_supplier(product, sorted(vendors))],
        "unspsc_id": unspsc[family.commodity],
        "etim_id": etim[family.etim] if family.etim else None,
    }


def _supplier(product: SampleProduct, codes: list[str]) -> str:
    """Return who supplies it: each brand's products of one family come from one vendor."""
    brand = product.family.brands.index(product.brand)
    return codes[(_PLACE_OF_FAMILY[product.family.prefix] * 7 + brand * 3) % len(codes)]


def variant_row(variant: SampleVariant, product_id: int) -> dict[str, Any]:
    """Return the columns of a variant."""
    return {
        "product_id": product_id,
        "variant_code": variant.code,
        "name": variant.name,
        "attributes": variant.attributes,
        "list_price": variant.list_price,
        "stock_quantity": variant.stock_quantity,
        "barcode": variant.barcode,
        "is_default": variant.is_default,
        "is_available": variant.stock_quantity > 0,
    }
