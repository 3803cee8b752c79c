"""Meetings: they advise, their resolutions are minuted."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from consultations.domain.sittings import Kind
from consultations.querysets import ResolutionQuerySet
from renewal_portal.ledger.promises import at_least, not_blank, one_of


class Meeting(models.Model):
    """A consultation meeting: when, where, how many were entitled and came."""

    consultation = models.ForeignKey("consultations.Consultation", on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, default="residents")
    held_at = models.DateTimeField()
    venue = models.CharField(max_length=120)
    entitled = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    minutes = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("meeting", "kind", Kind),
            at_least("meeting", "entitled", 1),
            not_blank("meeting", "venue"),
            UniqueConstraint(fields=["consultation", "number"], name="one_meeting_per_number"),
            CheckConstraint(name="meeting_present_were_entitled", condition=Q(present__lte=F("entitled"))),
            CheckConstraint(name="meeting_recorded_afterwards", condition=Q(recorded_at__gte=F("held_at"))),
        ]


class Resolution(models.Model):
    """What a meeting resolved by show of hands; ``adopts`` the plan it was about, if any.

    A draft is to be decided on, a final plan shall go on.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="resolutions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstaining = models.PositiveIntegerField()
    carried = models.BooleanField()
    adopts = models.ForeignKey("consultations.Plan", null=True, on_delete=models.PROTECT, related_name="resolutions")

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        constraints = [
            not_blank("resolution", "text"),
            UniqueConstraint(fields=["meeting", "number"], name="one_resolution_per_number"),
            CheckConstraint(
                name="resolution_carried_needs_a_majority",
                condition=Q(carried=False) | Q(in_favour__gt=F("against")),
            ),
        ]
