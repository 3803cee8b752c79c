"""Plans: drafts from the selection, final ones from the decision. Money in whole fen."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from consultations.domain.plan.values import Measure, Method, Outcome, PlanKind, Standing, Why
from consultations.domain.tally import Verdict
from consultations.querysets import PlanQuerySet
from renewal_portal.ledger.promises import at_least, one_of


class Plan(models.Model):
    """改造方案. ``inputs`` are frozen, so that it can be drawn again; ``digest`` covers them and the result.

    ``margins``: how far a line that is out is from being in, by "code@place" (domain.plan.margins); null in a plan
    drawn before there were any.
    ``package``: mode, service codes and monthly charge of the management package, empty when there is none.
    """

    consultation = models.ForeignKey("consultations.Consultation", on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=5)
    method = models.CharField(max_length=16)
    measure = models.CharField(max_length=8)
    budget_fen = models.PositiveBigIntegerField()
    total_fen = models.PositiveBigIntegerField()
    package = models.JSONField(default=dict)
    margins = models.JSONField(null=True)
    inputs = models.JSONField()
    digest = models.CharField(max_length=64)
    drawn_by = models.CharField(max_length=60)
    drawn_at = models.DateTimeField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("plan", "kind", PlanKind),
            one_of("plan", "method", Method),
            one_of("plan", "measure", Measure),
            at_least("plan", "number", 1),
            UniqueConstraint(fields=["consultation", "number"], name="one_plan_per_number"),
            CheckConstraint(name="plan_within_its_budget", condition=Q(total_fen__lte=F("budget_fen"))),
            CheckConstraint(name="plan_digest_hex", condition=Q(digest__regex=r"^[0-9a-f]{64}$")),
        ]


class PlanLine(models.Model):
    """One line of the menu with what became of it and why. ``others`` are [code, place] the reason speaks of."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="lines")
    offered = models.ForeignKey("consultations.OfferedItem", on_delete=models.PROTECT, related_name="plan_lines")
    position = models.PositiveIntegerField()
    standing = models.CharField(max_length=8)
    outcome = models.CharField(max_length=7)
    why = models.CharField(max_length=20)
    others = models.JSONField(default=list)
    short_fen = models.PositiveBigIntegerField(default=0)
    cost_fen = models.PositiveBigIntegerField()
    rank = models.PositiveIntegerField()
    wanted_heads = models.PositiveIntegerField()
    entitled_heads = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, null=True)

    class Meta:
        constraints = [
            one_of("plan_line", "standing", Standing),
            one_of("plan_line", "outcome", Outcome),
            one_of("plan_line", "why", Why),
            CheckConstraint(
                name="plan_line_verdict_known",
                condition=Q(verdict__isnull=True) | Q(verdict__in=[verdict.value for verdict in Verdict]),
            ),
            UniqueConstraint(fields=["plan", "offered"], name="one_plan_line_per_offered_line"),
        ]
