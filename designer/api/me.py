"""Who is signed in."""

from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.documentation import operation
from designer.api.permissions import is_operator
from designer.api.serializers.me import MeSerializer
from designer.api.view import ApiView


class MeView(ApiView):
    """The person, their tenant and their role."""

    @operation("getMe", "Say who is signed in, and what they may do", tag="me", answers={200: MeSerializer})
    def get(self, request: Request) -> Response:
        """Return the person who asks."""
        user = request.user
        values = {
            "username": user.get_username(),
            "full_name": getattr(user, "get_full_name", user.get_username)(),
            "tenant": self.tenant,
            "role": self.membership.role,
            "is_staff": getattr(user, "is_staff", False),
            "is_operator": is_operator(user, self.membership),
            "admin_url": reverse("admin:index"),
            "sign_out_url": reverse("designer:sign_out"),
        }
        return Response(MeSerializer(values).data)
