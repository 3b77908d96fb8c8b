"""Who acts in an admin page."""

from dataclasses import replace

from django.http import HttpRequest

from dataflow_app.orm.acting import current_scope
from dataflow_app.scope import Scope


def scope_of(request: HttpRequest) -> Scope:
    """Return the scope that acts, as a middleware may have set it; where it names nobody, the person who signed in acts."""
    scope = current_scope()
    return scope if scope.actor else replace(scope, actor=request.user.get_username() or None)
