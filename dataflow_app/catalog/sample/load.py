"""Load the sample catalogue into a tenant."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.db import transaction

from dataflow_app.catalog.models import ETIMClassification, Product, ProductVariant, UNSPSCClassification, Vendor
from dataflow_app.catalog.sample.etim import ETIM_CLASSES
from dataflow_app.catalog.sample.families import FAMILIES
from dataflow_app.catalog.sample.products import SampleProduct, sample_products
from dataflow_app.catalog.sample.rows import classification_row, etim_row, product_row, variant_row, vendor_row
from dataflow_app.catalog.sample.unspsc import LEVELS, unspsc_codes
from dataflow_app.catalog.sample.variants import sample_variants
from dataflow_app.catalog.sample.vendors import sample_vendors
from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import BoundModel, bound_to
from dataflow_app.scope import Scope

#: Any number will do; this one has been the sample's since the start, so that its products stay what they are.
SEED = 20
#: Who the audit log says has made the rows.
ACTOR = "sample catalogue"

Ids = dict[str, int]


class SampleCatalogue:
    """The sample as rows of one tenant. What is there already, deleted rows too, stays as it is; the rest is added."""

    def __init__(self, tenant: str, seed: int = SEED) -> None:
        self.tenant = tenant
        self.seed = seed
        self.added: dict[str, int] = {}

    def load(self) -> dict[str, int]:
        """Add what is missing, all of it or nothing; return the number of rows added, by model."""
        with transaction.atomic(), acting(Scope(tenant=self.tenant, actor=ACTOR)):
            vendors = self._add(Vendor, "vendor_code", map(vendor_row, sample_vendors(self.seed)))
            etim = self._add(ETIMClassification, "etim_code", map(etim_row, ETIM_CLASSES))
            products = [each for family in FAMILIES for each in sample_products(family, self.seed)]
            ids = self._add_products(products, vendors, self._add_unspsc(), etim)
            self._add_variants(products, ids)
        return self.added

    def _add_unspsc(self) -> Ids:
        ids: Ids = {}
        codes = unspsc_codes(FAMILIES)
        for level in LEVELS.values():
            rows = [classification_row(code, ids) for code in codes if code.level == level]
            ids.update(self._add(UNSPSCClassification, "unspsc_code", rows))
        return ids

    def _add_products(self, products: Iterable[SampleProduct], vendors: Ids, unspsc: Ids, etim: Ids) -> Ids:
        return self._add(Product, "product_code", (product_row(each, vendors, unspsc, etim) for each in products))

    def _add_variants(self, products: Iterable[SampleProduct], ids: Ids) -> None:
        rows = (variant_row(each, ids[product.code]) for product in products for each in sample_variants(product, self.seed))
        self._add(ProductVariant, "variant_code", rows)

    def _add(self, model: type, key: str, rows: Iterable[Mapping[str, Any]]) -> Ids:
        """Add the rows whose key the tenant does not have yet; return all ids by key."""
        bound = cast("BoundModel", bound_to(model))
        everything: Any = bound.model.all_objects  # type: ignore[attr-defined] # every catalogue model has an audit log
        ids: Ids = dict(everything.filter(tenant_id=self.tenant).values_list(key, "pk"))
        missing = [bound.model(tenant_id=self.tenant, **row) for row in rows if row[key] not in ids]
        made = everything.bulk_create(missing, batch_size=1000)
        ids.update((getattr(row, key), row.pk) for row in made)
        self.added[bound.name] = self.added.get(bound.name, 0) + len(made)
        return ids


def load_sample_catalogue(tenant: str) -> dict[str, int]:
    """Add what a tenant lacks of the sample catalogue; return the number of rows added, by model name.

    A second call adds nothing. Rows that somebody changed or deleted stay changed or deleted.
    """
    return SampleCatalogue(tenant).load()
