"""The shop's own models, written before anybody thought of DataFlow."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models


class Sellers(BaseUserManager["Seller"]):
    """People by their e-mail address."""

    def create_superuser(self, email: str, password: str) -> "Seller":
        """Make the owner of the shop."""
        seller = self.model(email=email, is_staff=True, is_superuser=True)
        seller.set_password(password)
        seller.save()
        return seller


class Seller(AbstractBaseUser, PermissionsMixin):
    """Who signs in: a user model without user names."""

    email = models.EmailField(unique=True)
    is_staff = models.BooleanField(default=False)

    objects = Sellers()
    USERNAME_FIELD = "email"


class Customer(models.Model):
    """Who buys."""

    name = models.CharField(max_length=80)
    email = models.EmailField(unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Book(models.Model):
    """What is bought."""

    isbn = models.CharField(max_length=13, primary_key=True)
    title = models.CharField(max_length=200)
    price = models.DecimalField(max_digits=8, decimal_places=2)

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class OpenOrders(models.Manager["Order"]):
    """Orders that are not cancelled."""

    def get_queryset(self) -> models.QuerySet["Order"]:
        """Leave cancelled orders out."""
        return super().get_queryset().exclude(status="cancelled")


class Order(models.Model):
    """Who buys what."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="orders")
    books = models.ManyToManyField(Book, blank=True)
    status = models.CharField(max_length=10, choices=[("new", "New"), ("paid", "Paid"), ("cancelled", "Cancelled")], default="new")
    total = models.DecimalField(max_digits=10, decimal_places=2, default=0)

    objects = models.Manager()
    open = OpenOrders()

    class Meta:
        db_table = "orders"
        indexes = [models.Index(fields=["status"], name="orders_status")]

    def __str__(self) -> str:
        """Return the key."""
        return str(self.id)


# What DataFlow adds.
from dataflow_app import DataFlow  # noqa: E402 - below, to show that nothing above has changed

db = DataFlow()
for model in (Customer, Book, Order):
    db.model(model)
