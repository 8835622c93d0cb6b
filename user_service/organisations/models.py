from django.db import models
from django.db.models.functions import Lower

from servicekit import clock
from servicekit.ids import uuid7


class Organisation(models.Model):
    """A seller: its vendors manage its products, and see no others."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="organisation_name_ci")]
