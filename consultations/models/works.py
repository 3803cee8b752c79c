"""What happens after approval: beginning, acceptance, evaluation, handover."""

from django.db import models
from django.db.models import CheckConstraint, Q

from renewal_portal.ledger.promises import not_blank


class WorksReport(models.Model):
    """One milestone. ``satisfied_percent`` belongs to the evaluation alone (handbook step 13).

    Works that went back to be decided again begin once more, and are reported once more.
    """

    consultation = models.ForeignKey("consultations.Consultation", on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10)
    text = models.TextField()
    open_safety_defects = models.PositiveIntegerField(null=True)
    satisfied_percent = models.PositiveSmallIntegerField(null=True)
    reported_by = models.CharField(max_length=60)
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            not_blank("works_report", "text"),
            CheckConstraint(
                name="works_report_kind_known_with_its_figures",
                condition=Q(kind="acceptance", open_safety_defects__isnull=False, satisfied_percent__isnull=True)
                | Q(
                    kind="evaluation",
                    open_safety_defects__isnull=True,
                    satisfied_percent__isnull=False,
                    satisfied_percent__lte=100,
                )
                | Q(kind__in=["beginning", "handover"], open_safety_defects=None, satisfied_percent=None),
            ),
        ]
