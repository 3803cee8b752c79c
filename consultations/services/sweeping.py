"""What beat asks for each minute. The rows are the queue: a lost, doubled or late message changes nothing.

Each row is done in a transaction of its own; one that fails is logged by name and the others go on.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from consultations.domain.plan.values import PlanKind
from consultations.loaders.waiting import waiting_for_a_plan
from consultations.models import Round
from consultations.services.counting import count_round
from consultations.services.moving import locked
from consultations.services.planning import draw_plan
from consultations.services.rounds import close_round
from renewal_portal.ledger.models import Job
from renewal_portal.ledger.services import jobs

logger = logging.getLogger(__name__)

DRAW = "plan.draw"
LEASE = timedelta(minutes=5)


def close_due(*, by: str, at: datetime) -> int:
    """Close every open round whose time is over; returns how many."""
    due = Round.objects.due_to_close(at).order_by("closes_at").values_list("pk", flat=True)
    return _each("close round", due, lambda pk: close_round(round_id=pk, by=by, at=at))


def count_closed(*, by: str, at: datetime) -> int:
    """Count every closed round; returns how many."""
    closed = Round.objects.to_count().order_by("closed_at").values_list("pk", flat=True)
    return _each("count round", closed, lambda pk: count_round(round_id=pk, by=by, at=at))


def order_plans(*, by: str, at: datetime) -> int:
    """Put one job in the queue for every community that has a count and no plan drawn from it yet."""
    waiting = waiting_for_a_plan()
    for consultation_id, kind in waiting:
        jobs.enqueue(
            kind=DRAW,
            subject=f"consultation:{consultation_id}",
            args={"consultation": consultation_id, "plan": kind.value},
            key=f"{consultation_id}:{kind.value}",
            by=by,
            at=at,
        )
    return len(waiting)


def run_jobs(*, worker: str, by: str, clock: Callable[[], datetime]) -> int:
    """Work through the queue until nothing is left to claim; returns how many jobs were finished."""
    finished = 0
    while (job := jobs.claim(worker=worker, at=clock(), lease=LEASE, kinds=[DRAW])) is not None:
        finished += _run(job, worker=worker, by=by, at=clock())
    return finished


def _run(job: Job, *, worker: str, by: str, at: datetime) -> bool:
    """One job. The plan and the job's end are one transaction, so a worker killed in the middle leaves neither."""
    try:
        with transaction.atomic():
            result = _draw(job.args["consultation"], PlanKind(job.args["plan"]), by=by, at=at)
            jobs.finish(job_id=job.pk, worker=worker, attempt=job.attempt, result=result, at=at)
    except jobs.LeaseLost:
        logger.warning("job %s: another worker has it", job.pk)
        return False
    except Exception as error:
        logger.exception("job %s for %s failed", job.pk, job.subject)
        _give_back(job, worker=worker, error=f"{type(error).__name__}: {error}"[:500], at=at)
        return False
    return True


def _give_back(job: Job, *, worker: str, error: str, at: datetime) -> None:
    try:
        jobs.fail(job_id=job.pk, worker=worker, attempt=job.attempt, error=error, at=at)
    except jobs.LeaseLost:
        logger.warning("job %s: another worker has it", job.pk)


def _draw(consultation_id: int, kind: PlanKind, *, by: str, at: datetime) -> dict[str, int]:
    """Draw the plan if it is still waited for: somebody may have pressed the button meanwhile."""
    locked(consultation_id)
    if (consultation_id, kind) not in waiting_for_a_plan(consultation_id):
        return {}
    return {"plan": draw_plan(consultation_id=consultation_id, kind=kind, by=by, at=at).pk}


def _each(what: str, ids: Iterable[int], act: Callable[[int], object]) -> int:
    done = 0
    for pk in list(ids):
        try:
            act(pk)
            done += 1
        except Exception:
            logger.exception("%s %s failed; the others go on", what, pk)
    return done
