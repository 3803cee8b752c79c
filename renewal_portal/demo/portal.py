"""The running portal: servers, prepared database, worker, web; up in order, down in reverse."""

import os
import subprocess
import sys
from pathlib import Path

from renewal_portal.embedded import EmbeddedError, Servers
from renewal_portal.embedded.errors import last_lines

from . import addresses, children
from .environment import ROOT


class Portal:
    """Everything the demo starts. Files it has to remember stand beside the servers' record, logs in ``logs``."""

    def __init__(self, servers: Servers, *, port: int, logs: Path, keys: dict[str, str], empty: bool = False) -> None:
        self.servers, self.port, self.logs, self.empty = servers, port, logs, empty
        self.url = f"http://{addresses.HOST}:{port}/"
        self.environment = keys | os.environ | {"PORTAL_DEMO": "1", "PORTAL_BASE_URL": self.url.rstrip("/")}
        self.children: list[children.Child] = []

    def remembered(self, ending: str) -> Path:
        return self.servers.record.with_suffix(f".{ending}")

    def start(self, given: dict[str, str]) -> None:
        """Start all; ``given`` are the addresses of the prepared servers. The page answers when this returns."""
        self.environment |= given
        self.servers.start()
        self.prepare()
        self.launch("worker", self._worker())
        self.launch("web", self._web())
        addresses.wait_for_page(self.url, seconds=60, check=self.check)

    def stop(self) -> None:
        """Stop in reverse order: no new requests, then the job in hand, then the servers."""
        for child in reversed(self.children):
            child.stop()
        self.remembered("children.json").unlink(missing_ok=True)
        self.servers.stop()

    def forget(self) -> None:
        """Delete what a demo would remember."""
        for path in self.servers.record.parent.glob(f"{self.servers.record.stem}.*"):
            path.unlink()

    def manage(self, *words: str) -> int:
        """Run a management command in the portal's environment; gives its exit code."""
        argv = [sys.executable, str(ROOT / "manage.py"), *words]
        child = subprocess.Popen(  # noqa: S603
            argv, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, start_new_session=True
        )
        try:
            return child.wait()
        except BaseException:
            child.terminate()
            child.wait()
            raise

    def prepare(self) -> None:
        words = ["--empty"] if self.empty else []
        if self.manage("prepare_demo", "--logins", str(self.remembered("logins.txt")), *words) != 0:
            raise EmbeddedError("Its data could not be prepared; the lines above say why.")

    def launch(self, name: str, argv: list[str]) -> None:
        child = children.Child(name, [sys.executable, "-m", *argv], self.logs / f"{name}.log")
        self.children.append(child)
        child.start(self.environment, ROOT)
        children.record(self.remembered("children.json"), self.children, self.url)

    def check(self) -> None:
        """Raise EmbeddedError when something that should run has ended."""
        for child in self.children:
            if child.has_ended():
                raise EmbeddedError(f"The {child.name} process ended by itself:{last_lines(child.log)}")
        for server in self.servers.servers:
            if server.has_ended():
                raise EmbeddedError(f"{server.name} ended by itself:{last_lines(server.log)}")

    def _worker(self) -> list[str]:
        # Beat inside the worker (-B) only here: production runs one beat and any number of workers.
        schedule = str(self.remembered("beat"))
        words = ["celery", "-A", "renewal_portal", "worker", "-B", "--schedule", schedule, "--concurrency", "2"]
        return [*words, "--without-gossip", "--without-mingle", "--loglevel", "INFO"]

    def _web(self) -> list[str]:
        words = ["gunicorn", "renewal_portal.wsgi", "--bind", f"{addresses.HOST}:{self.port}", "--no-control-socket"]
        return [*words, "--workers", "2", "--threads", "4", "--graceful-timeout", "10"]
