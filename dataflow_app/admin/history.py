"""The history of a row: every state with what changed, who did it and from where; any state can be looked at and brought back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from dataflow_app.admin.counts import CappedPaginator
from dataflow_app.admin.history_changes import Change, changes, shown_value, told_fields, what_happened
from dataflow_app.admin.rows import RowAdmin
from dataflow_app.admin.scope import scope_of
from dataflow_app.errors import NodeError
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.rows.revert import revert_row

_PAGE = 50


class HistoryPages(RowAdmin):
    """Adds the pages of a row's history to the admin of a bound model."""

    #: Where a run is shown, with ``{}`` for its number; empty where no page shows runs.
    run_address = ""

    def get_urls(self) -> list[Any]:
        """Add the page of one state."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_state"
        view = self.admin_site.admin_view(self.state_view)
        return [path("<path:object_id>/history/<int:state_id>/", view, name=name), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show every state of the row, the newest first, with what changed."""
        row = self._visible(request, object_id)
        states = self._states(request, object_id)
        paginator = CappedPaginator(states, _PAGE)
        page = paginator.get_page(request.GET.get("p"))
        start = (page.number - 1) * _PAGE
        newest_first = list(states[start : start + _PAGE + 1])
        pairs = zip(newest_first[:_PAGE], [*newest_first[1:], None], strict=False)
        found = [(state, before, changes(self.bound, before, state) if before is not None else []) for state, before in pairs]
        names = self._names(request, [change for _, _, told in found for change in told])
        context = {
            **self._history_context(request, row, newest_first),
            "title": "History",
            "entries": [self._entry(state, before, told, names) for state, before, told in found],
            "page": page,
            "pages": paginator.get_elided_page_range(page.number),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "dataflow_app/history.html", context)

    def state_view(self, request: HttpRequest, object_id: str, state_id: int) -> HttpResponseBase:
        """Show one state beside the row as it is; a POST brings the state back."""
        row = self._visible(request, object_id)
        state = self._states(request, object_id).filter(pk=state_id).first()
        if state is None:
            raise Http404
        may_restore = self.has_change_permission(request, row)
        if request.method == "POST":
            return self._restored(request, state) if may_restore else _refuse()
        context = {
            **self._history_context(request, row, [state]),
            "title": "State",
            "state": state,
            "what": what_happened(self.bound, None, state),
            "may_restore": may_restore,
            "fields": self._compared(request, state, row),
        }
        return TemplateResponse(request, "dataflow_app/state.html", context)

    def _restored(self, request: HttpRequest, state: Any) -> HttpResponseBase:
        key = getattr(state, self._key)
        try:
            revert_row(self.bound, scope_of(request), key, state.pk)
        except NodeError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        self.message_user(
            request, f"The {self.opts.verbose_name} is as it was on {state.history_date:%d %b %Y at %H:%M:%S}.", messages.SUCCESS
        )
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[key]))

    def _visible(self, request: HttpRequest, object_id: str) -> Any:
        """Return the row, or None where it is gone for good, which superusers may look at; 404 for anybody else's row."""
        row = self.seen_row(request, object_id)
        if row is None and not getattr(request.user, "is_superuser", False):
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def _states(self, request: HttpRequest, object_id: str) -> models.QuerySet[Any]:
        """Return the row's states, the newest first; of those of another tenant, which it may have had, none."""
        history: Any = self.bound.model.history.model  # type: ignore[attr-defined] # set by the audit log
        try:
            key = self.bound.model._meta.pk.to_python(unquote(object_id))
        except Exception:  # noqa: BLE001
            raise Http404 from None
        states: models.QuerySet[Any] = history._base_manager.using(self.bound.database).filter(**{self._key: key})
        tenant = scope_of(request).tenant
        if self.bound.options.multi_tenant and tenant is not None:
            states = states.filter(**{TENANT: tenant})
        return states.order_by("-history_date", "-history_id")

    @property
    def _key(self) -> str:
        return self.bound.model._meta.pk.attname

    def _history_context(self, request: HttpRequest, row: Any, states: list[Any]) -> dict[str, Any]:
        if row is None and not states:
            raise Http404
        key = row.pk if row is not None else getattr(states[0], self._key)
        return self.page_context(request, row=row, key=key, subtitle=str(row) if row is not None else f"{self.opts.verbose_name} {key}")

    def _entry(self, state: Any, before: Any, told: list[Change], names: dict[Any, str]) -> dict[str, Any]:
        shown = [(each.place, _in_words(each, each.old, names), _in_words(each, each.new, names)) for each in told]
        return {"state": state, "what": what_happened(self.bound, before, state), "changes": shown, "run": self._run(state)}

    def _run(self, state: Any) -> str:
        """Return the run that made the change, as a link where there is a page of it; nothing where a person made it."""
        number = state.history_run or ""
        if self.run_address and number.isdigit():
            return format_html('<a href="{}">run #{}</a>', self.run_address.format(number), number)
        return f"run {number}" if number else ""

    def _compared(self, request: HttpRequest, state: Any, row: Any) -> list[dict[str, Any]]:
        """Return every field with its value then and now, and within JSON every place that differs."""
        told = [Change(field, "", getattr(state, field.attname), getattr(row, field.attname, None)) for field in told_fields(self.bound)]
        differing = changes(self.bound, row, state) if row is not None else []
        names = self._names(request, told)
        return [
            {
                "name": each.place,
                "then": _in_words(each, each.old, names),
                "now": _in_words(each, each.new, names),
                "differs": any(change.field is each.field for change in differing),
                "parts": [
                    (change.place, shown_value(change.old), shown_value(change.new))
                    for change in differing
                    if change.field is each.field and change.path
                ],
            }
            for each in told
        ]

    def _names(self, request: HttpRequest, told: list[Change]) -> dict[Any, str]:
        """Return what the rows are called that foreign keys point at, where the person may see them; one query a foreign key."""
        wanted: dict[Any, set[Any]] = {}
        for change in told:
            if isinstance(change.field, models.ForeignKey):
                wanted.setdefault(change.field, set()).update({change.old, change.new} - {None})
        names: dict[Any, str] = {}
        for field, keys in wanted.items():
            if self.admin_site.is_registered(field.related_model):
                target = field.target_field.attname
                rows = self.admin_site.get_model_admin(field.related_model).get_queryset(request).filter(**{f"{target}__in": keys})
                names |= {(field, getattr(row, target)): str(row) for row in rows}
        return names


def _in_words(change: Change, value: Any, names: dict[Any, str]) -> str:
    if isinstance(change.field, models.ForeignKey) and value is not None:
        name = names.get((change.field, value))
        return f"{name} ({value})" if name else str(value)
    return shown_value(value)


def _refuse() -> HttpResponseBase:
    raise PermissionDenied
