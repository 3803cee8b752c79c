"""The processes of the portal: started in sessions of their own, asked to stop by their main process only."""

import json
import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from renewal_portal.embedded import processes

PATIENCE = 30.0  # seconds: a worker finishes the job in hand


class Child:
    """One process with its log. Celery's and gunicorn's own children are theirs to stop: only the main is asked."""

    def __init__(self, name: str, argv: list[str], log: Path) -> None:
        self.name, self.argv, self.log = name, argv, log
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    def start(self, environment: Mapping[str, str], folder: Path) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.old"))
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(  # noqa: S603
                self.argv,
                cwd=folder,
                env=dict(environment) | {"PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        if self.process is not None:
            stop(self.pid)
            self.process.wait()


def stop(pid: int) -> None:
    """Warm stop by the main process; whatever is left of its group afterwards is killed."""
    processes.stop(pid, first=signal.SIGTERM, seconds=PATIENCE)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def record(path: Path, children: list[Child], url: str) -> None:
    """Write down what runs, for the next start should this one be killed."""
    running = [{"pid": child.pid, "birth": processes.birth(child.pid)} for child in children if child.pid]
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps({"url": url, "children": running}))
    unfinished.replace(path)


def recorded_url(path: Path) -> str:
    return str(_read(path).get("url", ""))


def stop_recorded(path: Path) -> int:
    """End the children of a demo that was killed; tells how many. A number born again is somebody else's."""
    stopped = 0
    for left in _read(path).get("children", []):
        if left["birth"] and processes.birth(left["pid"]) == left["birth"]:
            stop(left["pid"])
            stopped += 1
    path.unlink(missing_ok=True)
    return stopped


def _read(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
