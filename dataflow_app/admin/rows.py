"""What all automatic admins share: rows are checked, written and refused as they are by nodes, and lists stay quick."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from dataflow_app.admin.counts import CappedPaginator
from dataflow_app.admin.form import PlainTextField
from dataflow_app.admin.json_field import JsonField
from dataflow_app.admin.related import related_lists
from dataflow_app.admin.scope import scope_of
from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.json_shape import annotated
from dataflow_app.orm.rows.delete import delete_row
from dataflow_app.orm.rows.update import Target
from dataflow_app.orm.time_limit import time_limit

#: How long a search may take, in seconds.
_PATIENCE = 10.0


class RowList(ChangeList):
    """A page of rows that is read at once, and no longer than anybody waits."""

    def get_results(self, request: HttpRequest) -> None:
        """Read the page; raise ``NodeError`` where it takes too long."""
        with time_limit(self.root_queryset.db, _PATIENCE):
            super().get_results(request)
            self.result_list = list(self.result_list)  # read here, inside the limit


class RowAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not subscriptable at run time
    """An admin of a bound model."""

    bound: ClassVar[BoundModel]
    list_per_page = 50
    show_full_result_count = False
    paginator = CappedPaginator
    change_list_template = "dataflow_app/change_list.html"
    change_form_template = "dataflow_app/change_form.html"
    delete_confirmation_template = "dataflow_app/delete.html"

    class Media:
        """The style of the pages that are ours."""

        css: ClassVar = {"all": ["dataflow_app/rows.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:  # noqa: ARG002 - Django's signature
        """Return the list that is read within a limit."""
        return RowList

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Keep the spaces around a text, and no text where there is none: it is stored as it came; edit JSON in an editor."""
        if isinstance(db_field, models.JSONField):
            return db_field.formfield(form_class=JsonField, spec=annotated(self.bound, db_field.name), **kwargs)
        if isinstance(db_field, models.TextField | models.CharField) and not db_field.choices:
            is_long = isinstance(db_field, models.TextField)
            kwargs = {"form_class": PlainTextField, "is_long": is_long, "empty_value": None if db_field.null else "", **kwargs}
            return db_field.formfield(**kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Show the rows; what cannot be done to them, or not be found in time, is a message."""
        return self._answered(request, super().changelist_view, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Show and save a row; that somebody else saved it in the very same moment is a message."""
        return self._answered(request, super().changeform_view, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Delete a row; that others refer to it is a message."""
        extra = {"softly": self.bound.options.soft_delete, **(kwargs.pop("extra_context", None) or {})}
        return self._answered(request, super().delete_view, *args, extra_context=extra, **kwargs)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Add the lists of rows that refer to this one."""
        row = kwargs.get("obj")
        related = related_lists(self.admin_site, request, row) if row is not None else []
        return super().render_change_form(request, {**context, "related_lists": related}, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Save the row in the name of the person, with refusals of the database in words."""
        with writing(self.bound, scope_of(request)):
            super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the row as a node does."""
        softly = self.bound.options.soft_delete
        reason = request.POST.get("reason", "") if softly else ""
        delete_row(self.bound, scope_of(request), Target(key=obj.pk), softly=softly, reason=reason)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what goes with the rows: nothing where they are only marked."""
        if not self.bound.options.soft_delete:
            return super().get_deleted_objects(objs, request)
        return [str(row) for row in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []

    def page_context(self, request: HttpRequest, **more: Any) -> dict[str, Any]:
        """Return what a page of the model needs, and more."""
        return {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **more}

    def seen_row(self, request: HttpRequest, object_id: str) -> Any:
        """Return the row of that key which the person may see, or None."""
        return self.get_object(request, unquote(object_id))

    def _answered(self, request: HttpRequest, view: Callable[..., Any], *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = view(request, *args, **kwargs)
        except NodeError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(self._after_refusal(request))
        return response

    def _after_refusal(self, request: HttpRequest) -> str:
        """Return where to go: back to what was asked for, or, where it cannot be shown, to what is simpler."""
        if request.method == "POST":
            return request.get_full_path()
        return request.path if request.GET else reverse("admin:index", current_app=self.admin_site.name)
