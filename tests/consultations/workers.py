"""Celery's own processes on the database and the broker of the tests: started, waited for, stopped, killed."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from celery.beat import PersistentScheduler
from django.conf import settings
from django.db import connection

from renewal_portal.celery import app
from renewal_portal.demo import children
from renewal_portal.embedded.errors import last_lines
from tests.refusals import ROOT

PATIENCE = 60.0  # seconds; a machine that does nothing else needs three
CELERY = [sys.executable, "-m", "celery", "-A", "renewal_portal"]


def environment() -> dict[str, str]:
    """Like ours, but with the database that the tests work in."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    return os.environ | {"DATABASE_URL": url.geturl()}


def until(what: Callable[[], bool], *, log: Path) -> None:
    """Wait for it; the last lines of the log say why it did not come."""
    last = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < last, last_lines(log)
        time.sleep(0.05)


class Process(children.Child):
    """One of Celery's main processes."""

    def kill(self) -> None:
        """-9 to it and to all it has started, as when the power fails."""
        os.killpg(self.pid, signal.SIGKILL)
        assert self.process is not None
        self.process.wait()


@contextmanager
def worker(folder: Path, name: str = "worker") -> Iterator[Process]:
    """A worker with two hands that listens; gone at the end of the block."""
    words = ["worker", "--concurrency", "2", "--hostname", f"{name}@tests", "--without-gossip", "--without-mingle"]
    process = Process(name, [*CELERY, *words], folder / f"{name}.log")
    process.start(environment(), ROOT)
    try:
        until(lambda: _listens(f"{name}@tests"), log=process.log)
        yield process
    finally:
        process.stop()


@contextmanager
def beat(folder: Path) -> Iterator[Process]:
    """Beat as it comes back after an hour: every sweep is due at once."""
    schedule = folder / "beat"
    _was_away(schedule, timedelta(hours=1))
    process = Process("beat", [*CELERY, "beat", "--schedule", str(schedule), "--pidfile", ""], folder / "beat.log")
    process.start(environment(), ROOT)
    try:
        yield process
    finally:
        process.stop()


def send(*sweeps: str, times: int = 1) -> None:
    """What beat sends each minute, by the names of the settings; all of it where none is named."""
    for name in sweeps or tuple(settings.SWEEPS):
        for _ in range(times):
            app.send_task(settings.SWEEPS[name])


def messages() -> int:
    """How many wait for a worker."""
    with app.connection_for_read() as broker:
        return int(broker.default_channel.queue_declare(app.conf.task_default_queue).message_count)


def _listens(hostname: str) -> bool:
    return bool(app.control.ping(destination=[hostname], timeout=0.2))


def _was_away(schedule: Path, span: timedelta) -> None:
    kept = PersistentScheduler(app, schedule_filename=str(schedule))
    for entry in kept.schedule.values():
        entry.last_run_at -= span
    kept.close()
