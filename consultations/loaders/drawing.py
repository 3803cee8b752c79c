"""Plans that workers draw: which are to be ordered, how far an order is, and where it failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from communities.models import Community
from consultations.domain.plan.values import PlanKind
from consultations.loaders.waiting import waiting
from consultations.models import Consultation
from renewal_portal.ledger.models import Job, JobGroup

DRAW = "plan.draw"
REST = timedelta(days=1)  # before what failed for good is tried again of itself


@dataclass(frozen=True, slots=True)
class Drawing:
    """One community's plan in an order. ``waits``: it is still waited for, whatever became of the job."""

    job: Job
    consultation: Consultation
    kind: PlanKind
    waits: bool


def key_of(consultation_id: int, kind: PlanKind) -> str:
    """What makes two orders the same."""
    return f"{consultation_id}:{kind.value}"


def to_order(
    *, at: datetime, of: "QuerySet[Community] | None" = None, again: bool = False
) -> list[tuple[int, PlanKind]]:
    """The plans that are waited for and not in the queue, drafts first.

    One whose job failed for good rests for a day, or until something it is drawn from changes; not when it is asked
    for ``again``.
    """
    found: list[tuple[int, PlanKind]] = []
    for kind in PlanKind:
        rows = _with_failure(kind, of).filter(~Exists(_jobs(kind).open()))
        if not again:
            rested = Q(failed_at__isnull=True) | Q(failed_at__lt=F("since")) | Q(failed_at__lte=at - REST)
            rows = rows.filter(rested)
        found += [(pk, kind) for pk in rows.order_by("pk").values_list("pk", flat=True)]
    return found


def failed(of: "QuerySet[Community]") -> list[tuple[int, PlanKind]]:
    """The plans of these communities that are waited for and could not be drawn from what they stand on now."""
    found: list[tuple[int, PlanKind]] = []
    for kind in PlanKind:
        rows = _with_failure(kind, of).filter(~Exists(_jobs(kind).open()), failed_at__gte=F("since"))
        found += [(pk, kind) for pk in rows.order_by("pk").values_list("pk", flat=True)]
    return found


def failure(consultation: Consultation) -> Job | None:
    """The job that could not draw the plan this community waits for, with what went wrong."""
    own = Community.objects.filter(pk=consultation.community_id)
    keys = [key_of(pk, kind) for pk, kind in failed(own) if pk == consultation.pk]
    found: Job | None = Job.objects.failed().filter(kind=DRAW, key__in=keys).order_by("-pk").first() if keys else None
    return found


def orders(communities: "QuerySet[Community]") -> "QuerySet[JobGroup]":
    """The orders that concern these communities, newest first, each with how far theirs are."""
    mine = Q(jobs__subject__in=_subjects(communities))
    found: QuerySet[JobGroup] = JobGroup.objects.filter(kind=DRAW).with_state(mine).order_by("-created_at", "-pk")
    return found


def drawings(order: JobGroup, communities: "QuerySet[Community]") -> list[Drawing]:
    """The plans of one order for these communities: failed first, then those under way, then the drawn."""
    jobs = list(order.jobs.filter(subject__in=_subjects(communities)))
    rows = Consultation.objects.with_community().in_bulk([job.args["consultation"] for job in jobs])
    waited = {
        key_of(pk, kind) for kind in PlanKind for pk in waiting(kind).filter(pk__in=rows).values_list("pk", flat=True)
    }
    found = [
        Drawing(job, rows[job.args["consultation"]], PlanKind(job.args["plan"]), waits=job.key in waited)
        for job in jobs
    ]
    turn = ("failed", "running", "queued", "done")
    return sorted(found, key=lambda each: (turn.index(each.job.state), each.job.pk))


def _with_failure(kind: PlanKind, of: "QuerySet[Community] | None") -> Any:
    """Those that wait, each with when a job for it last failed for good, if one did."""
    rows = waiting(kind) if of is None else waiting(kind).filter(community__in=of)
    failed_at = Subquery(_jobs(kind).failed().order_by("-pk").values("finished_at")[:1], output_field=DateTimeField())
    return rows.annotate(failed_at=failed_at)


def _jobs(kind: PlanKind) -> Any:
    """The jobs of the consultation a query is about."""
    key = Concat(Cast(OuterRef("pk"), CharField()), Value(f":{kind.value}"))
    return Job.objects.filter(kind=DRAW, key=key)


def _subjects(communities: "QuerySet[Community]") -> Any:
    """What the jobs of these communities are about."""
    subject = Concat(Value("consultation:"), Cast("pk", CharField()))
    return Consultation.objects.filter(community__in=communities).values(subject=subject)
