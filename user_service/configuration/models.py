from django.db import models

from servicekit import clock


class Configuration(models.Model):
    """What administrators have set, in one row: all of it has one version, and changes at once or not at all."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveIntegerField(default=0)
    values = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="configuration_one_row")]
