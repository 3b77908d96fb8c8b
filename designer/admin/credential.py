"""Credentials in the admin: entered once, shown never."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from designer.admin_site.tenant_scoped import TenantScoped
from designer.models import Credential, Membership, Role
from designer.services.create_credential import create_credential
from designer.services.delete_credential import delete_credential
from designer.services.membership_of import membership_of


class CredentialForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable at run time
    """A name, and secret values as a JSON object."""

    values = forms.JSONField(widget=forms.Textarea(attrs={"rows": 4}), help_text='A JSON object of texts, such as {"token": "…"}.')

    class Meta:
        model = Credential
        fields = ("name",)

    def clean_name(self) -> str:
        """Refuse a name that the tenant has already."""
        name: str = self.cleaned_data["name"]
        if self.membership and Credential.objects.filter(tenant=self.membership.tenant, name=name).exists():
            raise forms.ValidationError(f"There is a credential '{name}' already. Choose another name, or delete that one first.")
        return name

    def clean_values(self) -> dict[str, str]:
        """Refuse anything but an object of texts."""
        values = self.cleaned_data["values"]
        if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
            raise forms.ValidationError("Enter a JSON object whose values are texts.")
        return values

    membership: Membership | None = None


@admin.register(Credential)
class CredentialAdmin(TenantScoped):
    """Names are shown and values are not; an owner adds to the own tenant, and replaces by deleting and adding."""

    list_display = ("name", "tenant", "created_by", "created_at")
    readonly_fields = ("tenant", "created_by", "created_at")
    form = CredentialForm

    def get_fields(self, request: HttpRequest, obj: Credential | None = None) -> Any:  # noqa: ARG002 - Django's own signature
        """Ask for values only when a credential is made."""
        return ("name", "tenant", "created_by", "created_at") if obj else ("name", "values")

    def get_form(self, request: HttpRequest, obj: Credential | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - likewise
        """Tell the form whose names are taken."""
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"membership": membership_of(request.user)})

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let owners add."""
        return super().has_add_permission(request) and _owned_by(request) is not None

    def has_delete_permission(self, request: HttpRequest, obj: Credential | None = None) -> bool:
        """Let owners of its tenant delete."""
        owned = _owned_by(request)
        return super().has_delete_permission(request, obj) and owned is not None and (obj is None or obj.tenant_id == owned)

    def has_change_permission(self, request: HttpRequest, obj: Credential | None = None) -> bool:  # noqa: ARG002 - likewise
        """Keep what is sealed as it is."""
        return False

    def save_model(self, request: HttpRequest, obj: Credential, form: Any, change: bool) -> None:  # noqa: FBT001, ARG002 - likewise
        """Seal and store it by the service."""
        made = create_credential(actor=request.user, name=form.cleaned_data["name"], values=form.cleaned_data["values"])
        obj.__dict__.update(made.__dict__)

    def delete_model(self, request: HttpRequest, obj: Credential) -> None:
        """Delete it by the service."""
        delete_credential(actor=request.user, credential=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Credential]) -> None:
        """Delete each by the service."""
        for credential in queryset:
            self.delete_model(request, credential)


def _owned_by(request: HttpRequest) -> int | None:
    """Return the id of the tenant that the person owns, or None for anybody but an owner."""
    membership = membership_of(request.user)
    return membership.tenant_id if membership is not None and membership.role == Role.OWNER else None
