"""Celery's part: sweeps about letters and register files. Every one of them may be late, lost or come twice."""

import socket
from os import getpid

from celery import shared_task

from communities.services import letters, photos, register_files, register_import
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


@shared_task
def work_on_register_files(**_later: object) -> None:
    """Look at long register files, and take over those that are to be."""
    register_import.work(worker=f"{socket.gethostname()}:{getpid()}", clock=now)


@shared_task
def delete_register_files(**_later: object) -> None:
    """Forget register files that nobody took over in time."""
    register_files.delete_expired(by=BEAT, at=now())


@shared_task
def sweep_photos(**_later: object) -> None:
    """Take away files of photos that nothing was recorded of."""
    photos.sweep(at=now())
