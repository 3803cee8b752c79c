"""What beat asks for each minute. The rows are the queue: a lost, doubled or late message changes nothing.

Each row is done in a transaction of its own; one that fails is logged by name and the others go on.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from communities.models import Community
from consultations.domain.plan.values import PlanKind
from consultations.loaders.drawing import DRAW, key_of, to_order
from consultations.loaders.sheets import waits_for_paper
from consultations.loaders.waiting import waiting_for_a_plan
from consultations.models import Round
from consultations.services.counting import count_round
from consultations.services.moving import locked
from consultations.services.planning import draw_plan
from consultations.services.rounds import close_round
from renewal_portal.ledger.models import JobGroup
from renewal_portal.ledger.services import jobs
from renewal_portal.ledger.services.locks import Space, hold
from renewal_portal.ledger.services.working import Held, each, work_on, work_through


def close_due(*, by: str, at: datetime) -> int:
    """Close every open round whose time is over; returns how many."""
    due = Round.objects.due_to_close(at).order_by("closes_at").values_list("pk", flat=True)
    return each("close round", due, lambda pk: close_round(round_id=pk, by=by, at=at))


def count_closed(*, by: str, at: datetime) -> int:
    """Count every closed round whose paper, if there is any, adds up; returns how many."""
    closed = [round.pk for round in Round.objects.to_count().order_by("closed_at") if not waits_for_paper(round)]
    return each("count round", closed, lambda pk: count_round(round_id=pk, by=by, at=at))


@transaction.atomic
def order_plans(*, by: str, at: datetime, of: "QuerySet[Community] | None" = None, again: bool = False) -> list[int]:
    """Put a job in the queue for every plan that is waited for, all of them one group; returns the new jobs' ids.

    ``of``: only for these communities; ``again``: also for those whose job failed and rests. Two at once wait for
    each other, so that none is ordered twice.
    """
    hold(Space.ORDERS, DRAW)
    waiting = to_order(at=at, of=of, again=again)
    if not waiting:
        return []
    group = JobGroup.objects.create(kind=DRAW, created_by=by, created_at=at)
    return [
        jobs.enqueue(
            kind=DRAW,
            subject=f"consultation:{consultation_id}",
            args={"consultation": consultation_id, "plan": kind.value},
            key=key_of(consultation_id, kind),
            by=by,
            at=at,
            group=group,
        ).pk
        for consultation_id, kind in waiting
    ]


def run_jobs(*, worker: str, by: str, clock: Callable[[], datetime]) -> int:
    """Work through the queue until nothing is left to claim; returns how many jobs were finished."""
    return work_through({DRAW: lambda held: _draw(held, by=by)}, worker=worker, clock=clock)


def run_job(*, job_id: int, worker: str, by: str, clock: Callable[[], datetime]) -> bool:
    """One job of a group, if it is still there to be claimed."""
    return work_on(job_id, {DRAW: lambda held: _draw(held, by=by)}, worker=worker, clock=clock)


def _draw(held: Held, *, by: str) -> None:
    """One plan, if it is still waited for: somebody may have pressed the button meanwhile.

    The plan and the job's end are one transaction, so a worker killed in the middle leaves neither.
    """
    consultation_id, kind, at = held.job.args["consultation"], PlanKind(held.job.args["plan"]), held.clock()
    with transaction.atomic():
        locked(consultation_id)
        waited_for = (consultation_id, kind) in waiting_for_a_plan(consultation_id)
        drawn = draw_plan(consultation_id=consultation_id, kind=kind, by=by, at=at) if waited_for else None
        held.finish({"plan": drawn.pk} if drawn else {}, at=at)
