"""What all automatic admins share: rows are checked, written and refused as they are by nodes, and lists stay quick."""

from typing import Any, ClassVar

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dataflow_app.admin.form import PlainTextField
from dataflow_app.admin.json_field import JsonField
from dataflow_app.admin.quick_admin import QuickAdmin
from dataflow_app.admin.scope import scope_of
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.rows.delete import delete_row
from dataflow_app.orm.rows.update import Target
from dataflow_app.orm.values.json_shape import annotated


class RowAdmin(QuickAdmin):
    """An admin of a bound model."""

    bound: ClassVar[BoundModel]
    change_list_template = "dataflow_app/change_list.html"
    change_form_template = "dataflow_app/change_form.html"
    delete_confirmation_template = "dataflow_app/delete.html"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Keep the spaces around a text, and no text where there is none: it is stored as it came; edit JSON in an editor."""
        if isinstance(db_field, models.JSONField):
            return db_field.formfield(form_class=JsonField, spec=annotated(self.bound, db_field.name), **kwargs)
        if isinstance(db_field, models.TextField | models.CharField) and not db_field.choices:
            is_long = isinstance(db_field, models.TextField)
            kwargs = {"form_class": PlainTextField, "is_long": is_long, "empty_value": None if db_field.null else "", **kwargs}
            return db_field.formfield(**kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Look at the key too, where one was typed: by its index, and not as Django does, which reads every key as text."""
        rows, has_doubles = super().get_search_results(request, queryset, search_term)
        try:
            key = self.bound.model._meta.pk.to_python(search_term.strip() or None)
        except ValidationError:
            return rows, has_doubles
        return (rows if key is None else rows | queryset.filter(pk=key)), has_doubles

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Show and save a row; that somebody else saved it in the very same moment is a message."""
        return self.answered(request, super().changeform_view, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Delete a row; that others refer to it is a message."""
        extra = {"softly": self.bound.options.soft_delete, **(kwargs.pop("extra_context", None) or {})}
        return self.answered(request, super().delete_view, *args, extra_context=extra, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Set what the database and the model keep apart from what a person fills in."""
        names, kept = self.get_fields(request, obj), self.get_readonly_fields(request, obj)
        own, rest = [name for name in names if name not in kept], [name for name in names if name in kept]
        return [(None, {"fields": own}), *([("Kept automatically", {"fields": rest})] if rest and obj is not None else [])]

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
