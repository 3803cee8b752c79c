"""One community's whole cycle, and the history of its stages."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from consultations.domain.plan.values import Measure, Method
from consultations.domain.stages import ENDED, Stage
from consultations.querysets import ConsultationQuerySet
from menus.domain.catalogue import Track
from renewal_portal.ledger.promises import at_least, one_of, together

BATCHES = ("reserve", "planned", "implementing")


class Consultation(models.Model):
    """协商: from the first survey to the evaluation. ``stage`` is written by services.moving alone.

    Method and measure are announced before the selection opens. Money in whole fen.
    """

    community = models.ForeignKey("communities.Community", on_delete=models.PROTECT, related_name="consultations")
    edition = models.ForeignKey("menus.Edition", on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=16, default=Track.COMPREHENSIVE)
    stage = models.CharField(max_length=12, default=Stage.DRAFT)
    suspended_from = models.CharField(max_length=12, null=True)
    batch = models.CharField(max_length=12, default="reserve")
    budget_fen = models.PositiveBigIntegerField(default=0)
    method = models.CharField(max_length=16, default=Method.SUPPORT)
    measure = models.CharField(max_length=8, default=Measure.SHARE)
    announced_by = models.CharField(max_length=60, null=True)
    announced_at = models.DateTimeField(null=True)
    begun_by = models.CharField(max_length=60)
    begun_at = models.DateTimeField()

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("consultation", "track", Track),
            one_of("consultation", "stage", Stage),
            one_of("consultation", "batch", BATCHES),
            one_of("consultation", "method", Method),
            one_of("consultation", "measure", Measure),
            at_least("consultation", "budget_fen", 0),
            together("consultation", "announced_by", "announced_at"),
            CheckConstraint(
                name="consultation_suspended_from_somewhere",
                condition=Q(stage=Stage.SUSPENDED, suspended_from__isnull=False)
                | ~Q(stage=Stage.SUSPENDED) & Q(suspended_from__isnull=True),
            ),
            UniqueConstraint(
                fields=["community"],
                condition=~Q(stage__in=sorted(ENDED)),
                name="one_running_consultation_per_community",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community} · {self.begun_at:%Y}"


class StageMove(models.Model):
    """Who moved a consultation, when and why; the timeline everybody sees."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="moves")
    origin = models.CharField(max_length=12)
    target = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    moved_by = models.CharField(max_length=60)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("stage_move", "origin", Stage),
            one_of("stage_move", "target", Stage),
            CheckConstraint(name="stage_move_goes_somewhere", condition=~Q(origin=models.F("target"))),
        ]
