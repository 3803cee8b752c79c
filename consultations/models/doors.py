"""From door to door: who goes where, and what was found there."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from consultations.domain.doors import MARKS
from consultations.querysets import DoorMarkQuerySet, DoorWalkerQuerySet
from renewal_portal.ledger.promises import one_of, together


class DoorMark(models.Model):
    """What somebody recorded at a door in a vote; never changed (a trigger insists), the newest says how it stands."""

    round = models.ForeignKey("consultations.Round", on_delete=models.PROTECT, related_name="door_marks")
    unit = models.ForeignKey("communities.Unit", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=12)
    marked_by = models.CharField(max_length=60)
    marked_at = models.DateTimeField()

    objects = DoorMarkQuerySet.as_manager()

    class Meta:
        constraints = [one_of("door_mark", "mark", MARKS)]
        indexes = [models.Index(fields=["round", "unit"], name="door_mark_newest")]


class DoorWalker(models.Model):
    """The volunteer who goes to a door; at most one at a time."""

    unit = models.ForeignKey("communities.Unit", on_delete=models.PROTECT, related_name="walkers")
    user = models.ForeignKey("communities.User", on_delete=models.PROTECT, related_name="+")
    given_by = models.CharField(max_length=60)
    given_at = models.DateTimeField()
    ended_by = models.CharField(max_length=60, null=True)
    ended_at = models.DateTimeField(null=True)

    objects = DoorWalkerQuerySet.as_manager()

    class Meta:
        constraints = [
            together("door_walker", "ended_by", "ended_at"),
            UniqueConstraint(fields=["unit"], condition=Q(ended_at__isnull=True), name="one_walker_per_door"),
            CheckConstraint(
                name="door_walker_ends_after_beginning",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("given_at")),
            ),
        ]
