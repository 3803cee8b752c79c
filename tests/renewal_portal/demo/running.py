"""A demo to be started, stopped and killed by tests."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from renewal_portal.demo import environment
from renewal_portal.embedded import places, processes

ROOT = Path(__file__).resolve().parents[3]
OURS = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "TESTS_OWN_VALKEY")


class Demo:
    """A demo in a folder of its own, without invented communities, on a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.folders = environment.Folders(folder.resolve())
        self.port = free_port()

    @contextmanager
    def run(self, *words: str) -> Iterator["subprocess.Popen[str]"]:
        """Run until the block ends; a process that still runs then is killed, and fails the test."""
        argv = [sys.executable, "manage.py", "demo", "--empty", "--folder", str(self.folders.var), *words]
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith("PORTAL_") and name not in OURS
        }
        with subprocess.Popen(
            argv, cwd=ROOT, env=clean, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            try:
                yield process
            finally:
                running = process.poll() is None
                process.kill()
            assert not running

    def wait(self, process: "subprocess.Popen[str]") -> list[str]:
        """What it prints until it says where it is."""
        lines = []
        for line in process.stdout:
            lines.append(line.strip())
            if line.startswith("The Renewal Portal runs at"):
                return lines
        raise AssertionError("\n".join(lines))

    def pids(self) -> dict[str, int]:
        """The main processes, as the record for the next start has them: worker, web."""
        said = json.loads(self.folders.children.read_text())["children"]
        return dict(zip(("worker", "web"), (child["pid"] for child in said), strict=True))

    def home(self) -> Path:
        return places.recorded(self.folders.embedded / "demo.json").home

    def left(self, pids: dict[str, int]) -> list[str]:
        return processes.left_behind(list(pids.values()), self.home())

    def __str__(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
