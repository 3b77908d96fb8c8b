"""ETIMClassification: a product class of the ETIM model, with the features that its products are described by."""

from django.core.validators import RegexValidator
from django.db import models

from dataflow_app.catalog.database import db


@db.model
class ETIMClassification:
    """One class of the ETIM model."""

    etim_code: str = models.CharField(
        "ETIM code", max_length=8, validators=[RegexValidator(r"^EC\d{6}$", "An ETIM class code is EC and six digits, such as EC000123.")]
    )
    name: str = models.CharField(max_length=200)
    group_code: str = models.CharField(max_length=8, blank=True, default="")
    group_name: str = models.CharField(max_length=200, blank=True, default="")
    release: str = models.CharField(max_length=20, blank=True, default="ETIM-9.0")
    features: list[str] = []

    __dataflow__ = {"multi_tenant": True, "audit_log": True, "search_fields": ["etim_code", "name"]}
    __indexes__ = [{"name": "catalog_etim_code", "fields": ["etim_code"], "unique": True}]

    class Meta:
        """Keeps the capitals of ETIM."""

        verbose_name = "ETIM classification"

    def __str__(self) -> str:
        """Return code and name: ``EC000123 Drill``."""
        return f"{self.etim_code} {self.name}"
