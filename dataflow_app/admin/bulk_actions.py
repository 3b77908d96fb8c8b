"""What can be done to many rows at once; each action asks first, and then goes through the services that nodes use."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse

from dataflow_app.admin.bulk_update import UpdateForm
from dataflow_app.admin.counts import counted
from dataflow_app.admin.rows import RowAdmin
from dataflow_app.admin.scope import scope_of
from dataflow_app.orm.bulk.delete import delete_selected
from dataflow_app.orm.bulk.update import Selection, update_selected

_NAMED = 10


class BulkActions(RowAdmin):
    """Adds bulk actions to the admin of a bound model."""

    actions: Any = ("update_rows", "export_rows", "delete_rows")

    def get_actions(self, request: HttpRequest) -> Any:
        """Leave out Django's own deletion, which reads every row and what hangs on it."""
        actions: Any = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description="Change fields of the selected rows…", permissions=["change"])
    def update_rows(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> TemplateResponse | None:
        """Give the chosen fields of all rows the same new values."""
        form = UpdateForm(self, request)
        if not request.POST.get("confirmed") or not form.is_valid():
            words = {"title": "Change fields of", "button": "Change", "template": "dataflow_app/bulk_update.html"}
            return self.ask(request, queryset, "update_rows", {**words, "form": form})
        which = Selection(rows=queryset, include_deleted=True)
        self.told(request, update_selected(self.bound, scope_of(request), which, form.values).updated, "changed")
        return None

    @admin.action(description="Delete the selected rows…", permissions=["delete"])
    def delete_rows(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> TemplateResponse | None:
        """Delete all rows: softly where the model keeps deleted rows."""
        softly = self.bound.options.soft_delete
        living = queryset.filter(deleted_at=None) if softly else queryset
        if not request.POST.get("confirmed"):
            remark = "They stay in the table, marked, and can be restored." if softly else "This cannot be undone."
            return self.ask(request, living, "delete_rows", {"title": "Delete", "button": "Delete", "remark": remark, "softly": softly})
        reason = request.POST.get("reason", "") if softly else ""
        done = delete_selected(self.bound, scope_of(request), Selection(rows=living), softly=softly, reason=reason)
        self.told(request, done.deleted, "deleted")
        return None

    def ask(self, request: HttpRequest, queryset: models.QuerySet[Any], action: str, words: dict[str, Any]) -> TemplateResponse:
        """Show what will be done to which rows, with a button that does it."""
        count = counted(queryset)
        more = {
            **words,
            "title": f"{words['title']} {count} {self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural}",
            "action": action,
            "count": count,
            "named": queryset[:_NAMED],
            "more": count - _NAMED if count.is_exact else None,
            "across": request.POST.get("select_across") == "1",
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": self.media + words["form"].media if "form" in words else self.media,
        }
        return TemplateResponse(request, words.get("template", "dataflow_app/confirm.html"), self.page_context(request, **more))

    def told(self, request: HttpRequest, count: int, done: str) -> None:
        """Say how many rows were done."""
        name = self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural
        level = messages.SUCCESS if count else messages.WARNING
        self.message_user(request, f"{count:,} {name} {done}.", level)
