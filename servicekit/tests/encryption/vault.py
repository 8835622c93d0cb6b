"""A table with one column of each kind, made for these tests and for the time of a test."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from servicekit.encryption.fields import EncryptedBytesField, EncryptedJSONField, EncryptedTextField, EncryptedUUIDField
from servicekit.encryption.index import BlindIndexField


class Letter(models.Model):
    objects: ClassVar[models.Manager[Any]] = models.Manager()
    customer_id = EncryptedUUIDField(null=True)
    customer_index = BlindIndexField(of="customer_id", purpose="vault.customer", null=True)
    text = EncryptedTextField(default="", blank=True)
    note = EncryptedTextField(null=True)
    address = EncryptedJSONField(null=True)
    body = EncryptedBytesField(null=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "encryption"
        indexes = [models.Index(fields=["customer_index"], name="letter_customer")]


class Card(models.Model):
    """Another table with the same column's name."""

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    text = EncryptedTextField(default="")

    class Meta:
        app_label = "encryption"
