"""The smoke run: a demo of its own from nothing, one page, one job, a clean stop."""

import shutil

from renewal_portal.embedded import EmbeddedError, processes
from renewal_portal.embedded.servers import temporary

from . import addresses
from .environment import Folders, generated
from .portal import Portal


def run(folders: Folders) -> int:
    """0 when the page answered 200, the worker did a job and nothing was left running; EmbeddedError otherwise."""
    servers = temporary("smoke", folders.embedded, durable=True)
    given = servers.prepare()
    logs, home = folders.logs / "smoke", servers.place.home
    shutil.rmtree(logs, ignore_errors=True)
    portal = Portal(servers, port=addresses.choose_port(None), logs=logs, keys=generated())
    try:
        portal.start(given)
        _look(portal)
    finally:
        portal.stop()
        portal.forget()
    left = processes.left_behind([child.pid for child in portal.children], home)
    if left:
        raise EmbeddedError(f"Still running after the stop: {', '.join(left)}.")
    print("Smoke run: the page answered 200, the worker did a job, everything stopped.", flush=True)  # noqa: T201
    return 0


def _look(portal: Portal) -> None:
    answer = addresses.status(portal.url)
    if answer != 200:
        raise EmbeddedError(f"The home page answered {answer} instead of 200: see {portal.logs}/web.log.")
    if portal.manage("check_worker", "--seal", "--timeout", "60") != 0:
        raise EmbeddedError(f"The worker did no job: see {portal.logs}/worker.log.")
