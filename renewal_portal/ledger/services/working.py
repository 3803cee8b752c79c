"""How a sweep works: through rows one by one, or through the job table. Celery only says "look"."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from renewal_portal.ledger.domain.canonical import Json
from renewal_portal.ledger.models import Job
from renewal_portal.ledger.services import jobs

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MOST_SAID = 500  # characters of an error that are kept
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Held:
    """A job in the hands of the worker that claimed it."""

    job: Job
    worker: str
    clock: Clock

    def report(self, done: int, total: int) -> None:
        """Say how far the work is, outside any transaction; extends the lease. Raises LeaseLost."""
        job = self.job
        jobs.progress(job_id=job.pk, worker=self.worker, attempt=job.attempt, done=done, total=total, at=self.clock())

    def finish(self, result: Mapping[str, Json], *, at: datetime) -> None:
        """Done. In the transaction that wrote what the job was for, so that neither is there without the other.

        Raises LeaseLost.
        """
        job = self.job
        jobs.finish(job_id=job.pk, worker=self.worker, attempt=job.attempt, result=result, at=at)

    def give_back(self, error: Exception) -> None:
        """Failed: to be tried again, or for good. Raises LeaseLost."""
        job, said = self.job, f"{type(error).__name__}: {error}"[:MOST_SAID]
        jobs.fail(job_id=job.pk, worker=self.worker, attempt=job.attempt, error=said, at=self.clock())


Act = Callable[[Held], object]


def work_through(acts: Mapping[str, Act], *, worker: str, clock: Clock, lease: timedelta = LEASE) -> int:
    """Do the jobs of these kinds until none is left to claim; returns how many were finished.

    An act ends with ``finish``, in its own last transaction. One that raises is given back and tried again later.
    """
    finished = 0
    while (job := jobs.claim(worker=worker, at=clock(), lease=lease, kinds=list(acts))) is not None:
        finished += _done(Held(job, worker, clock), acts[job.kind])
    return finished


def work_on(job_id: int, acts: Mapping[str, Act], *, worker: str, clock: Clock, lease: timedelta = LEASE) -> bool:
    """Do this one job, if it is there to be claimed: a message that comes twice or late finds nothing to do."""
    job = jobs.claim(worker=worker, at=clock(), lease=lease, kinds=list(acts), job_id=job_id)
    return job is not None and _done(Held(job, worker, clock), acts[job.kind])


def _done(held: Held, act: Act) -> bool:
    try:
        try:
            act(held)
        except jobs.LeaseLost:
            raise
        except Exception as error:
            logger.exception("job %s for %s failed", held.job.pk, held.job.subject)
            held.give_back(error)
            return False
    except jobs.LeaseLost:
        logger.warning("job %s: another worker has it", held.job.pk)
        return False
    return True


def each(what: str, ids: Iterable[int], act: Callable[[int], object]) -> int:
    """Act on each row by itself; one that fails is logged by name and the others go on. Returns how many were done."""
    done = 0
    for pk in list(ids):
        try:
            act(pk)
            done += 1
        except Exception:
            logger.exception("%s %s failed; the others go on", what, pk)
    return done
