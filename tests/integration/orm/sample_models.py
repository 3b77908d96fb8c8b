# mypy: disable-error-code="assignment, type-arg, arg-type"
"""Models with a column of every type and every option, for tests of rows, filters and bulk writes."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.core.validators import MinValueValidator
from django.db import models

from dataflow_app.dataflow import DataFlow

db = DataFlow()


@db.model
class Maker:
    """Somebody who makes gadgets; each tenant has its own."""

    name: str

    __dataflow__ = {"multi_tenant": True}


@db.model
class Gadget:
    """A row with every option."""

    code: str
    name: str
    size: int = 0
    price: Decimal = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal("1.00"))
    color: Literal["red", "green"] = "red"
    maker: Maker | None = None
    changed_at: datetime = models.DateTimeField(auto_now=True)
    created_at: datetime = models.DateTimeField(auto_now_add=True)

    __dataflow__ = {
        "multi_tenant": True,
        "soft_delete": True,
        "audit_log": True,
        "versioned": True,
        "filters": {"price_range": {"field": "price", "kind": "range"}},
    }

    class Meta:
        """A code names one gadget of a tenant."""

        constraints = [models.UniqueConstraint(fields=["tenant_id", "code"], name="sample_gadget_code")]


@db.model
class Part:
    """A piece of a gadget, which cannot be removed before it."""

    gadget: Any = models.ForeignKey(Gadget, models.PROTECT)
    label: str


@db.model
class Everything:
    """A column of every type, each of which may be empty, and no option."""

    text: str | None = None
    whole: int | None = None
    real: float | None = None
    amount: Decimal | None = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    flag: bool | None = None
    day: date | None = None
    moment: datetime | None = None
    clock: time | None = None
    lasting: timedelta | None = None
    key: UUID | None = None
    document: dict | None = None
    names: list[str] | None = None
    counts: dict[str, int] | None = None
    raw: bytes | None = None
    small: int | None = models.SmallIntegerField(null=True)
    short: str | None = models.CharField(max_length=5, null=True)  # noqa: DJ001 - empty and absent texts are told apart


@db.model
class Crate:
    """A column of every type and every option, with defaults, rules and what the database computes."""

    code: str = models.CharField(max_length=6)
    serial: int | None = models.IntegerField(null=True, unique=True)
    maker: Maker | None = None
    color: Literal["red", "green"] = "red"
    size: int = 1
    double: int = models.GeneratedField(expression=models.F("size") * 2, output_field=models.BigIntegerField(), db_persist=True)
    weight: float = models.FloatField(default=0.5, validators=[MinValueValidator(0)])
    price: Decimal = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal("1.00"))
    flag: bool = False
    day: date | None = None
    moment: datetime | None = None
    clock: time | None = None
    lasting: timedelta | None = None
    key: UUID | None = None
    raw: bytes | None = None
    names: list[str] = []
    details: dict = {"made": 1}
    remark: str | None = None
    changed_at: datetime = models.DateTimeField(auto_now=True)
    created_at: datetime = models.DateTimeField(auto_now_add=True)

    __dataflow__ = {"multi_tenant": True, "soft_delete": True, "audit_log": True, "versioned": True}
    __indexes__ = [{"name": "sample_crate_code", "fields": ["code"], "unique": True}]


@db.model
class Awkward:
    """Columns that are called like options."""

    filter: str
    limit: int = 1
    update: str = ""
    data: str = ""
    record: str = ""


@db.model
class Leaflet:
    """Words to search, and JSON to look into, each with an index on PostgreSQL."""

    title: str
    body: str | None = None
    tags: list[str] = []
    details: dict = {}
    gadget: Gadget | None = None

    __dataflow__ = {
        "search_fields": ["title", "body"],
        "postgresql": {"text_search": ["title", "body"], "jsonb_gin_indexes": ["tags", "details"]},
        "filters": {
            "power_range": {"field": "details.power", "kind": "range"},
            "made_by": {"field": "gadget.maker.name", "kind": "in"},
            "titled": {"field": "title", "kind": "contains"},
            "tagged": {"field": "tags", "kind": "contains"},
        },
    }


@db.model
class Notice:
    """Something that is taken down an hour after it was put up."""

    text: str
    put_up_at: datetime | None = None

    __dataflow__ = {"multi_tenant": True, "soft_delete": True, "audit_log": True, "ttl": {"hours": 1, "field": "put_up_at"}}


@db.model
class Reply:
    """What keeps a notice from being taken down."""

    notice: Notice
    text: str = ""

    __dataflow__ = {"ttl": 60}
