"""Importing: a file is read, what it would change is shown, and only then it is written."""

import base64
import hashlib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse

from dataflow_app.admin.files import MAX_BYTES, MAX_ROWS, read_table
from dataflow_app.admin.import_matching import Matching
from dataflow_app.admin.import_plan import ImportPlan, ImportRules, plan_import
from dataflow_app.admin.import_preview import preview
from dataflow_app.admin.import_writing import try_import, write_import
from dataflow_app.admin.rows import RowAdmin
from dataflow_app.admin.scope import scope_of
from dataflow_app.errors import NodeError
from dataflow_app.orm.columns import TENANT, columns

_DAY = 24 * 60 * 60
#: What a form may carry beside the file.
_REST = 64 * 1024


class ImportPages(RowAdmin):
    """Adds the import to the admin of a bound model."""

    def get_urls(self) -> list[Any]:
        """Add the page of the import."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_import"
        return [path("import/", self.admin_site.admin_view(self.import_view), name=name), *super().get_urls()]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Whether the person may add rows or change them; what they may not, the preview refuses row by row."""
        return self.has_add_permission(request) or self.has_change_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Offer the import above the list."""
        context = {"has_import_permission": self.has_import_permission(request), **(extra_context or {})}
        return super().changelist_view(request, extra_context=context)

    def import_view(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for a file, show what it would change, and write it."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._ask_for_file(request)
        try:
            return self._preview_or_write(request)
        except NodeError as error:
            return self._ask_for_file(request, str(error))

    def _preview_or_write(self, request: HttpRequest) -> HttpResponseBase:
        name, data = self._unsealed(request) if "sealed" in request.POST else _uploaded(request)
        plan = plan_import(self.bound, read_table(name, data), self._rules(request))
        if request.POST.get("without_refused"):
            plan = ImportPlan(plan.of("new", "changed", "unchanged"), plan.ignored)
        try_import(self.bound, scope_of(request), plan)
        digest = _digest(plan)
        if request.POST.get("seen") == digest and not plan.of("refused"):
            return self._written(request, plan)
        changed = "The rows have changed since you looked. This is what would happen now." if "seen" in request.POST else ""
        context = {
            "title": f"Import {self.opts.verbose_name_plural}",
            "file_name": name,
            "sealed": self._sealed(request, name, data),
            "seen": digest,
            "note": "" if request.POST.get("without_refused") else changed,
            "preview": preview(self.bound, plan),
            "match": request.POST.get("match", ""),
            "owner": request.POST.get("owner", ""),
            "without_refused": bool(request.POST.get("without_refused")),
        }
        return TemplateResponse(request, "dataflow_app/import_preview.html", self.page_context(request, **context))

    def _written(self, request: HttpRequest, plan: ImportPlan) -> HttpResponseBase:
        write_import(self.bound, scope_of(request), plan)
        told = f"{len(plan.of('new')):,} added, {len(plan.of('changed')):,} changed, {len(plan.of('unchanged')):,} left as they were."
        self.message_user(request, f"Imported: {told}", messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))

    def _ask_for_file(self, request: HttpRequest, fault: str = "") -> TemplateResponse:
        initial: Any = self.get_changeform_initial_data(request)
        chooses_owner = self.bound.options.multi_tenant and scope_of(request).tenant is None
        context = {
            "title": f"Import {self.opts.verbose_name_plural}",
            "fault": fault,
            "matches": Matching.offered(self.bound, [column.attname for column in columns(self.bound)]),
            "match": request.POST.get("match", ""),
            "owner": request.POST.get("owner", initial.get(TENANT, "")) if chooses_owner else None,
            "max_rows": f"{MAX_ROWS:,}",
            "max_megabytes": MAX_BYTES // 2**20,
        }
        return TemplateResponse(request, "dataflow_app/import.html", self.page_context(request, **context), status=400 if fault else 200)

    def _rules(self, request: HttpRequest) -> ImportRules:
        tenant = scope_of(request).tenant
        offered = Matching.offered(self.bound, [column.attname for column in columns(self.bound)])
        match = next((names for names in offered if ",".join(names) == request.POST.get("match")), None)
        return ImportRules(
            match=match,
            tenant=tenant,
            owner=request.POST.get("owner", "").strip() if tenant is None else tenant,
            may_add=self.has_add_permission(request),
            may_change=self.has_change_permission(request),
        )

    def _sealed(self, request: HttpRequest, name: str, data: bytes) -> str:
        """Return the file for the form that confirms it: signed, so that what is written is what was shown; no server keeps it."""
        sealed = signing.dumps([name, base64.b64encode(data).decode()], salt=self._salt(request), compress=True)
        limit: Any = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if limit is not None and len(sealed) > limit - _REST:
            raise NodeError(
                "invalid_parameter",
                f"The file is too large to be looked through here: packed it has {len(sealed) / 2**20:,.1f} MB of {limit / 2**20:,.1f}.",
                "Split it, or raise DATA_UPLOAD_MAX_MEMORY_SIZE.",
            )
        return sealed

    def _unsealed(self, request: HttpRequest) -> tuple[str, bytes]:
        try:
            name, data = signing.loads(request.POST["sealed"], salt=self._salt(request), max_age=_DAY)
        except signing.BadSignature:
            raise NodeError("invalid_parameter", "What you looked at is a day old, or was not yours.", "Choose the file again.") from None
        return name, base64.b64decode(data)

    def _salt(self, request: HttpRequest) -> str:
        return f"dataflow_app.admin.import:{self.bound.label}:{request.user.pk}"


def _uploaded(request: HttpRequest) -> tuple[str, bytes]:
    file = request.FILES.get("file")
    if file is None or not file.name:
        raise NodeError("invalid_parameter", "No file was chosen.", "Choose a CSV, XLSX or JSON file.")
    if (file.size or 0) > MAX_BYTES:
        raise NodeError("invalid_parameter", f"The file is larger than {MAX_BYTES // 2**20} MB.", "Split it.")
    return file.name, file.read()


def _digest(plan: ImportPlan) -> str:
    told = repr([(row.number, row.kind, getattr(row.present, "pk", None), row.values, _before(row)) for row in plan.rows])
    return hashlib.sha256(told.encode()).hexdigest()


def _before(row: Any) -> list[Any]:
    return [] if row.present is None else [getattr(row.present, name) for name in row.values]
