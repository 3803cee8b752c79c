"""The demo's movable clock."""

from django.db import models
from django.db.models import CheckConstraint, Q


class DemoClock(models.Model):
    """How many seconds the demo is ahead of real time; one row, never negative, never read outside the demo."""

    seconds = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [CheckConstraint(name="one_demo_clock", condition=Q(pk=1))]
