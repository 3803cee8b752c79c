"""Whose homes a worker does not enter ballots for."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from communities.querysets import DeclaredKinQuerySet
from renewal_portal.ledger.promises import together


class DeclaredKin(models.Model):
    """亲属申报: a worker lives at this door or is related to those who live there or own it, and says so.

    While it stands the worker enters no paper ballot of the household or of its owner. Somebody else takes it back.
    """

    unit = models.ForeignKey("communities.Unit", on_delete=models.PROTECT, related_name="+")
    declared_by = models.CharField(max_length=60)
    declared_at = models.DateTimeField()
    ended_by = models.CharField(max_length=60, null=True)
    ended_at = models.DateTimeField(null=True)

    objects = DeclaredKinQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "declared kin"
        constraints = [
            together("kin", "ended_by", "ended_at"),
            CheckConstraint(name="kin_ended_by_somebody_else", condition=~Q(ended_by=F("declared_by"))),
            UniqueConstraint(
                fields=["unit", "declared_by"], condition=Q(ended_at__isnull=True), name="kin_declared_once"
            ),
        ]
