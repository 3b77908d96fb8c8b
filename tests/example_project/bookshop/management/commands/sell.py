"""``manage.py sell ISBN EMAIL``: a workflow over models that were there before DataFlow."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from dataflow_app import LocalRuntime, WorkflowBuilder


class Command(BaseCommand):
    """Sells a book."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the book and the customer."""
        parser.add_argument("isbn")
        parser.add_argument("email")

    def handle(self, *_args: Any, isbn: str, email: str, **_options: Any) -> None:
        """Print what the nodes gave."""
        workflow = WorkflowBuilder()
        workflow.add_node("BookCreateNode", "book", {"isbn": isbn, "title": "Emma", "price": "9.50"})
        workflow.add_node("CustomerCreateNode", "customer", {"name": "Ann", "email": email})
        workflow.add_node("OrderCreateNode", "order", {"total": "9.50"})
        workflow.add_node("OrderUpdateNode", "pay", {"status": "paid"})
        workflow.add_connection("customer", "id", "order", "customer")
        workflow.add_connection("order", "id", "pay", "id")
        sold: dict[str, Any] = LocalRuntime().execute(workflow.build())[0]
        listing = WorkflowBuilder()
        listing.add_node("OrderListNode", "orders", {"filter": {"customer.email": email, "status": "paid"}})
        found: dict[str, Any] = LocalRuntime().execute(listing.build())[0]
        self.stdout.write(json.dumps({"order": sold["pay"]["id"], "orders": [row["id"] for row in found["orders"]]}, default=str))
