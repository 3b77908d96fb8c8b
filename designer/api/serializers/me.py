"""The person who is signed in."""

from rest_framework import serializers

ROLES = ("owner", "editor", "viewer")


class TenantSerializer(serializers.Serializer[object]):
    """The tenant whose rows and workflows the person sees."""

    slug = serializers.CharField()
    name = serializers.CharField()


class MeSerializer(serializers.Serializer[object]):
    """Who is signed in, for which tenant, and what they may do."""

    username = serializers.CharField()
    full_name = serializers.CharField(allow_blank=True)
    tenant = TenantSerializer()
    role = serializers.ChoiceField(choices=ROLES)
    is_staff = serializers.BooleanField()
    is_operator = serializers.BooleanField()
    admin_url = serializers.CharField()
    sign_out_url = serializers.CharField()
