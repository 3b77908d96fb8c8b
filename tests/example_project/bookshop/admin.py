"""The shop's own admin."""

from django.contrib import admin

from .models import Customer


@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    """Who buys, in a list of the shop's own."""

    list_display = ("name", "email")
    search_help_text = "The shop looks for a customer"
    search_fields = ("name",)
