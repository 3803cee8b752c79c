"""Questions to the ledger's tables, in its own words."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Count, F, Q, QuerySet


class EventQuerySet(QuerySet[Any]):
    def with_lost_seal(self) -> Self:
        """Neither sealed nor waiting to be: somebody took the seal away."""
        return self.filter(seal=None, unsealed=None).order_by("id")


class SealQuerySet(QuerySet[Any]):
    def heads(self) -> Self:
        """The last seal of every district."""
        return self.order_by("district", "-seq").distinct("district")


class JobGroupQuerySet(QuerySet[Any]):
    def with_state(self, of: Q) -> Self:
        """How many of these of its jobs there are, are done, have failed; groups without any are left out."""
        states = {name: Count("jobs", filter=of & Q(jobs__state=name)) for name in ("done", "failed")}
        return self.annotate(total=Count("jobs", filter=of), **states).filter(total__gt=0)


class JobQuerySet(QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(state__in=["queued", "running"])

    def failed(self) -> Self:
        return self.filter(state="failed")

    def claimable(self, *, at: datetime) -> Self:
        """Waiting and due, or left behind by a worker whose lease ran out, with an attempt to spare."""
        due = Q(state="queued", ready_at__lte=at)
        left = Q(state="running", lease_until__lte=at, attempt__lt=F("max_attempts"))
        return self.filter(due | left).order_by("id")

    def worn_out(self, *, at: datetime) -> Self:
        """Left behind in their last attempt."""
        return self.filter(state="running", lease_until__lte=at, attempt__gte=F("max_attempts")).order_by("id")

    def held(self, *, job_id: int, worker: str, attempt: int) -> Self:
        """The job, if this worker still holds it in this attempt."""
        return self.filter(pk=job_id, state="running", worker=worker, attempt=attempt)
