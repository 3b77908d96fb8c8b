"""Choosing a person in a form of the admin."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.auth import get_user_model
from django.http import HttpRequest

if TYPE_CHECKING:
    Base = BaseModelAdmin[Any]
else:
    Base = BaseModelAdmin


class PersonChosen(Base):
    """Finds the ``user`` as one types, where the project's admin has people that can be searched; a list serves elsewhere."""

    def get_autocomplete_fields(self, request: HttpRequest) -> Any:
        """Return the fields with a search."""
        fields, people = super().get_autocomplete_fields(request), get_user_model()
        can_search = self.admin_site.is_registered(people) and self.admin_site.get_model_admin(people).search_fields
        return (*fields, "user") if can_search else fields
