"""System checks of the portal."""

from typing import Any

from django.core.checks import CheckMessage, Error

from .celery import app


def jobs_are_done_by_workers(**_: Any) -> list[CheckMessage]:
    """Eager tasks would run inside the request and hide every race the real worker has."""
    if app.conf.task_always_eager:
        return [Error("Celery tasks may not run eagerly: jobs are done by a worker.", id="portal.E001")]
    return []
