"""Celery's part: sweeps about letters. Every one of them may be late, lost or come twice."""

import socket
from os import getpid

from celery import shared_task

from communities.services import letters
from renewal_portal.ledger.clock import now

BEAT = "system:beat"


@shared_task
def make_letters(**_later: object) -> None:
    """Make the letters that are ordered."""
    letters.make_ordered(worker=f"{socket.gethostname()}:{getpid()}", clock=now)


@shared_task
def delete_letters(**_later: object) -> None:
    """Delete the files of letters that nobody fetched in time."""
    letters.delete_expired(by=BEAT, at=now())
