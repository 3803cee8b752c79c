"""Start the whole portal on this machine with invented people, say where it is, watch it, and stop everything."""

import argparse
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from renewal_portal.embedded import EmbeddedError, Servers, sweep
from renewal_portal.embedded.servers import AlreadyRunning, missing_addresses

from . import addresses, children, environment, smoke
from .environment import Folders
from .portal import Portal


def arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--port", type=int, help="port of the pages (without: the first free one from 8000)")
    parser.add_argument("--fresh", action="store_true", help="forget the demo's data and begin anew")
    parser.add_argument("--empty", action="store_true", help="only the catalogue, no invented communities")
    parser.add_argument("--smoke", action="store_true", help="start beside any running demo, check, stop; for CI")
    parser.add_argument("--folder", type=Path, default=Folders().var, help="where data and logs are kept")
    return parser


def main(argv: list[str]) -> int:
    return carry_out(arguments(argparse.ArgumentParser(prog="manage.py demo", description=__doc__)).parse_args(argv))


def carry_out(options: argparse.Namespace) -> int:
    """Run as asked; gives the exit code."""
    folders = Folders(options.folder.resolve())
    try:
        with stopped_by_signals():
            if options.smoke:
                return smoke.run(folders)
            return run(folders, port=options.port, fresh=options.fresh, empty=options.empty)
    except AlreadyRunning:
        return _already_running(folders, options.fresh)
    except EmbeddedError as refused:
        say(f"The demo stopped. {refused}")
        return 1
    except KeyboardInterrupt:
        say("The demo is stopped.")
        return 0


def run(folders: Folders, *, port: int | None, fresh: bool, empty: bool) -> int:
    """Run until a signal (KeyboardInterrupt) or until a process ends by itself (EmbeddedError)."""
    sweep(folders.embedded)
    servers = Servers(environment.NAME, folders.embedded, logs=folders.logs, wanted=missing_addresses())
    given = servers.prepare()
    try:
        _clear_away(servers, folders, fresh)
        keys = environment.kept_or_new(folders)
        portal = Portal(servers, port=addresses.choose_port(port), logs=folders.logs, keys=keys, empty=empty)
    except BaseException:
        servers.stop()
        raise
    try:
        portal.start(given)
        _welcome(portal.url, folders)
        while True:
            portal.check()
            time.sleep(0.5)
    finally:
        with deaf_to_signals():
            say("\nStopping …")
            portal.stop()


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """SIGTERM and a closed terminal end the demo as Ctrl-C does."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def deaf_to_signals() -> Iterator[None]:
    """A second Ctrl-C must not leave half of it running."""
    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    before = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def _clear_away(servers: Servers, folders: Folders, fresh: bool) -> None:
    """End what a killed demo left; delete what is not wanted any more."""
    if children.stop_recorded(folders.children):
        say("A demo that was killed had left processes behind; they are stopped.")
    if not fresh:
        return
    if os.environ.get("DATABASE_URL"):
        raise EmbeddedError("--fresh empties only the demo's own database, and DATABASE_URL names another.")
    servers.erase()
    folders.keys.unlink(missing_ok=True)


def _welcome(url: str, folders: Folders) -> None:
    say(f"\nThe Renewal Portal runs at {url} – Ctrl-C stops it. Logs are in {folders.logs}.")
    if folders.logins.exists():
        say(folders.logins.read_text())


def _already_running(folders: Folders, fresh: bool) -> int:
    url = children.recorded_url(folders.children)
    say(f"The demo already runs at {url}." if url else "The demo is already being started: its window will say where.")
    if fresh:
        say("Stop it first (Ctrl-C where it runs) to begin anew.")
        return 1
    if url and folders.logins.exists():
        say(folders.logins.read_text())
    return 0
