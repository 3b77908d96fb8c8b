"""Starting a workflow on the rows that are selected in a list of the admin."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.html import format_html

from dataflow_app.graph.definition import Definition
from dataflow_app.runtime.plain import plain
from designer.addresses import page
from designer.admin_site.tenant_scoped import has_tenants
from designer.models import Membership, Role, Run, Workflow
from designer.services.errors import ServiceError
from designer.services.membership_of import membership_of
from designer.services.start_run import start_run

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin

#: The most rows that one run is started on: they are kept with it. A workflow reads more by a List node.
MOST = 1000
TAKES_ROWS = ("json", "any")


class RunForm(forms.Form):
    """Which workflow, and which of its inputs the rows become."""

    target = forms.ChoiceField(label="Workflow and input")

    def __init__(self, data: Any, membership: Membership) -> None:
        super().__init__(data)
        choices = list(choices_of(membership))
        self.is_empty = not choices
        self.fields["target"].choices = choices  # type: ignore[attr-defined] # it is a ChoiceField


class RunsWorkflows(Base):
    """Offers "Run workflow…" to people who may run one."""

    def get_actions(self, request: HttpRequest) -> Any:
        """Add the action for editors and owners of a tenant."""
        actions: Any = super().get_actions(request)
        membership = membership_of(request.user)
        if membership is not None and membership.role != Role.VIEWER and actions is not None and self.has_view_permission(request):
            actions["run_workflow"] = (_run_workflow, "run_workflow", "Run workflow…")
        return actions

    def run_workflow(self, request: HttpRequest, queryset: QuerySet[Any], membership: Membership) -> TemplateResponse | None:
        """Ask for the workflow and the input, then start one run with the rows; say what speaks against it."""
        rows = queryset.filter(tenant_id=membership.tenant.slug) if has_tenants(self.model) else queryset
        count = rows[: MOST + 1].count()
        form = RunForm(request.POST if request.POST.get("confirmed") else None, membership)
        if count == 0 or count > MOST:
            text = (
                f"Select at most {MOST:,} rows; a workflow reads more by a List node." if count else "None of these rows is your tenant's."
            )
            self.message_user(request, text, messages.ERROR)
            return None
        if form.is_valid():
            try:
                run = start_on(rows, membership, request, form.cleaned_data["target"])
            except ServiceError as error:
                form.add_error("target", str(error))
            else:
                text = '<a href="{}">Run {}</a> was started with the selected rows: {}.'
                self.message_user(request, format_html(text, page("runs", run.pk), run.pk, count))
                return None
        return self._ask(request, form, rows, count)

    def _ask(self, request: HttpRequest, form: RunForm, rows: QuerySet[Any], count: int) -> TemplateResponse:
        words = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": f"Run a workflow on {count} {self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural}",
            "form": form,
            "named": rows[:10],
            "more": count - 10,
            "action": "run_workflow",
            "across": request.POST.get("select_across") == "1",
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "designer/run_selected.html", words)


def _run_workflow(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> TemplateResponse | None:
    membership = membership_of(request.user)
    answer: TemplateResponse | None = model_admin.run_workflow(request, queryset, membership) if membership else None
    return answer


def choices_of(membership: Membership) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Return the tenant's published workflows that take rows, each with the inputs that may be them."""
    known = Workflow.objects.filter(tenant=membership.tenant_id, archived_at=None).exclude(published=None).select_related("published")
    for workflow in known.defer("draft").order_by("name"):
        inputs = Definition.from_dict(workflow.published.definition).inputs if workflow.published else ()
        names = [each.name for each in inputs if each.type in TAKES_ROWS]
        if names:
            yield workflow.name, [(f"{workflow.pk}:{name}", f"{workflow.name} · {name}") for name in names]


def start_on(rows: QuerySet[Any], membership: Membership, request: HttpRequest, target: str) -> Run:
    """Start one run of the workflow, its input the rows as a list of JSON objects by column."""
    key, _, name = target.partition(":")
    workflow = Workflow.objects.select_related("published").get(pk=key, tenant=membership.tenant_id)
    columns = [field.attname for field in rows.model._meta.concrete_fields]
    values = [plain(row) for row in rows.values(*columns)]
    return start_run(actor=request.user, workflow=workflow, inputs={name: values}, source="published")
