"""Celery's part: sweeps that claim rows and call one service each. Every one of them may be late or come twice."""

import socket
from os import getpid

from celery import group, shared_task

from consultations.services import reminding, sweeping
from renewal_portal.ledger.clock import now

BEAT = "system:beat"


@shared_task
def close_due_rounds(**_later: object) -> None:
    """Close the rounds whose time is over."""
    sweeping.close_due(by=BEAT, at=now())


@shared_task
def count_closed_rounds(**_later: object) -> None:
    """Count what is closed."""
    sweeping.count_closed(by=BEAT, at=now())


@shared_task
def draw_up_plans(**_later: object) -> None:
    """Order a plan for each community that waits for one, and hand them out: as many are drawn at once as there are
    workers. What is lost on the way ``run_jobs`` finds."""
    ordered = sweeping.order_plans(by=BEAT, at=now())
    group(draw_up_plan.s(job=pk) for pk in ordered).delay()


@shared_task
def draw_up_plan(*, job: int, **_later: object) -> None:
    """One plan of a group. Its message may be lost, or come twice or late: the job is claimed once."""
    sweeping.run_job(job_id=job, worker=_me(), by=BEAT, clock=now)


@shared_task
def run_jobs(**_later: object) -> None:
    """Work through the job table."""
    sweeping.run_jobs(worker=_me(), by=BEAT, clock=now)


@shared_task
def send_reminders(**_later: object) -> None:
    """Send the reminders that are ordered."""
    reminding.send_ordered(worker=_me(), clock=now)


@shared_task
def forget_contacts(**_later: object) -> None:
    """Forget where people wanted to be reminded, once there is nothing left to remind them of."""
    reminding.forget_contacts(by=BEAT, at=now())


def _me() -> str:
    """The process that works, as a job names it."""
    return f"{socket.gethostname()}:{getpid()}"
