"""Celery's part: sweeps that claim rows and call one service each. Every one of them may be late or come twice."""

import socket
from os import getpid

from celery import shared_task

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
    """Order a plan for each community that waits for one; ``run_jobs`` draws them."""
    sweeping.order_plans(by=BEAT, at=now())


@shared_task
def run_jobs(**_later: object) -> None:
    """Work through the job table."""
    sweeping.run_jobs(worker=f"{socket.gethostname()}:{getpid()}", by=BEAT, clock=now)


@shared_task
def send_reminders(**_later: object) -> None:
    """Send the reminders that are ordered."""
    reminding.send_ordered(worker=f"{socket.gethostname()}:{getpid()}", clock=now)


@shared_task
def forget_contacts(**_later: object) -> None:
    """Forget where people wanted to be reminded, once there is nothing left to remind them of."""
    reminding.forget_contacts(by=BEAT, at=now())
