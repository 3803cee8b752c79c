"""What people say is wrong with the roll, and what the committee answers."""

from django.db import models
from django.db.models import CheckConstraint, Q

from communities.querysets import RollCorrectionQuerySet
from renewal_portal.ledger.promises import not_blank, together


class RollCorrection(models.Model):
    """更正: a household or an owner says what the roll has wrong about it, and how it should be.

    ``accepted`` says that the committee agrees. It does not change the register: that is done there, by hand, and the
    roll is frozen anew.
    """

    unit = models.ForeignKey("communities.Unit", null=True, on_delete=models.PROTECT, related_name="corrections")
    owner = models.ForeignKey("communities.Owner", null=True, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField()
    filed_by = models.CharField(max_length=60)
    filed_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    accepted = models.BooleanField(null=True)
    answered_by = models.CharField(max_length=60, null=True)
    answered_at = models.DateTimeField(null=True)

    objects = RollCorrectionQuerySet.as_manager()

    class Meta:
        constraints = [
            not_blank("correction", "text"),
            together("correction", "answered_by", "answered_at", "accepted"),
            CheckConstraint(
                name="correction_of_household_or_owner",
                condition=Q(unit__isnull=False, owner__isnull=True) | Q(unit__isnull=True, owner__isnull=False),
            ),
            CheckConstraint(
                name="correction_answered_in_words",
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
            ),
        ]
