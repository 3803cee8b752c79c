"""The life of a job: enqueued, claimed, reported on, finished or failed. Celery carries ids only."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from renewal_portal.ledger.domain.canonical import Json, check
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.models import Job, JobGroup, JobState

PAUSE = timedelta(seconds=30)


class LeaseLost(Refused):
    """The worker no longer holds the job: another attempt has it, or it is finished. It must stop."""


class ProgressRefused(Refused):
    """Progress outside 0 ≤ done ≤ total."""


def enqueue(
    *,
    kind: str,
    subject: str,
    args: Mapping[str, Json],
    key: str,
    by: str,
    at: datetime,
    max_attempts: int = 3,
    group: JobGroup | None = None,
) -> Job:
    """Put work in the queue; where the same kind and key is not finished yet, that job is returned as it is.

    `args` are ids and plain values. Inside a transaction the job appears with its commit. Raises `NotCanonical`.
    """
    check(dict(args), where="args")
    job = Job(
        kind=kind,
        subject=subject,
        args=dict(args),
        key=key,
        group=group,
        created_by=by,
        created_at=at,
        ready_at=at,
        max_attempts=max_attempts,
    )
    while True:  # a second round only if the standing job finished between the two statements
        Job.objects.bulk_create([job], ignore_conflicts=True)
        standing: Job | None = Job.objects.open().filter(kind=kind, key=key).first()
        if standing is not None:
            return standing


def claimable(*, at: datetime, limit: int = 1000) -> list[int]:
    """Ids the beat sends (again): due, or left behind by a worker that died. Sending one twice does no harm."""
    return list(Job.objects.claimable(at=at).values_list("pk", flat=True)[:limit])


@transaction.atomic
def claim(
    *,
    worker: str,
    at: datetime,
    lease: timedelta,
    kinds: Collection[str] | None = None,
    job_id: int | None = None,
) -> Job | None:
    """Take the oldest claimable job (of these kinds; or exactly `job_id`) for the time of the lease, or None.

    A job left behind is taken with the next attempt; one left behind in its last attempt becomes failed.
    """
    give_up(at=at)
    jobs = Job.objects.claimable(at=at).select_for_update(skip_locked=True)
    if kinds is not None:
        jobs = jobs.filter(kind__in=kinds)
    if job_id is not None:
        jobs = jobs.filter(pk=job_id)
    job: Job | None = jobs.first()
    if job is None:
        return None
    job.state = JobState.RUNNING
    job.attempt += 1
    job.worker, job.lease, job.lease_until, job.started_at = worker, lease, at + lease, at
    job.progress_done = job.progress_total = 0
    job.save()
    return job


@transaction.atomic
def give_up(*, at: datetime) -> int:
    """Mark as failed what was left behind in its last attempt; returns how many."""
    left = Job.objects.worn_out(at=at).select_for_update(skip_locked=True).values_list("pk", flat=True)
    return Job.objects.filter(pk__in=list(left)).update(
        state=JobState.FAILED, lease=None, lease_until=None, finished_at=at, error="lease_expired"
    )


def progress(*, job_id: int, worker: str, attempt: int, done: int, total: int, at: datetime) -> None:
    """Report steps and extend the lease from `at` by its length.

    A lease that ran out but was taken by nobody is simply extended. Raises `LeaseLost`, `ProgressRefused`.
    """
    if not 0 <= done <= total:
        raise ProgressRefused("progress_outside_total", done=done, total=total)
    held = Job.objects.held(job_id=job_id, worker=worker, attempt=attempt)
    if not held.update(progress_done=done, progress_total=total, lease_until=at + F("lease")):
        raise LeaseLost("lease_lost", job=job_id, attempt=attempt)


def finish(*, job_id: int, worker: str, attempt: int, result: Mapping[str, Json], at: datetime) -> None:
    """Done, with a result of plain values. Call it in the transaction that wrote what the job was for.

    Raises `LeaseLost` when another attempt has the job: the caller's transaction must then roll back.
    """
    check(dict(result), where="result")
    held = Job.objects.held(job_id=job_id, worker=worker, attempt=attempt)
    if not held.update(
        state=JobState.DONE, lease=None, lease_until=None, finished_at=at, result=dict(result), error=""
    ):
        raise LeaseLost("lease_lost", job=job_id, attempt=attempt)


@transaction.atomic
def fail(
    *,
    job_id: int,
    worker: str,
    attempt: int,
    error: str,
    at: datetime,
    pause: timedelta = PAUSE,
    final: bool = False,
) -> JobState:
    """The attempt failed: back in the queue after the pause, or failed for good.

    For good after the last attempt, or when `final` says that another try cannot help. Returns the new
    state. Raises `LeaseLost`.
    """
    job = Job.objects.held(job_id=job_id, worker=worker, attempt=attempt).select_for_update().first()
    if job is None:
        raise LeaseLost("lease_lost", job=job_id, attempt=attempt)
    job.lease, job.lease_until, job.error = None, None, error or "no_reason"
    if final or job.attempt >= job.max_attempts:
        job.state, job.finished_at = JobState.FAILED, at
    else:
        job.state, job.ready_at = JobState.QUEUED, at + pause
    job.save()
    return JobState(job.state)
