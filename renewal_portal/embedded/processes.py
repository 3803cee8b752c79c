"""Processes seen from outside: alive or not, whose, and how one is asked to stop."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from .account import Account
from .errors import EmbeddedError, last_lines

PROC = Path("/proc")


def spawn(argv: list[str], *, log: Path, folder: Path, account: Account) -> "subprocess.Popen[bytes]":
    """Start a server in a session of its own, so that Ctrl-C reaches only us; what it prints goes to ``log``."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            argv,
            cwd=folder,
            env=server_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **account.popen_arguments(),
        )


def server_environment(folder: Path) -> dict[str, str]:
    """Only what a server needs: a PGPORT or PGDATA of the person at the keyboard is none of its business."""
    return {"PATH": os.defpath, "HOME": str(folder), "LC_ALL": "C", "TZ": "UTC"}


def wait_until(
    answers: Callable[[], bool], *, process: "subprocess.Popen[bytes]", name: str, log: Path, seconds: float
) -> None:
    """Wait for the first answer; a server that ends before or never answers is an EmbeddedError with its last lines."""
    until = time.monotonic() + seconds
    while not answers():
        if process.poll() is not None:
            raise EmbeddedError(f"{name} ended while starting (exit {process.returncode}):{last_lines(log)}")
        if time.monotonic() > until:
            raise EmbeddedError(f"{name} did not answer within {seconds:.0f} s:{last_lines(log)}")
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether the process runs. One that has ended and waits to be reaped does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    stat = PROC / str(pid) / "stat"
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return not PROC.is_dir()  # without /proc (macOS) the signal was the answer


def birth(pid: int) -> str:
    """A mark that tells two processes apart that had the same number one after the other; empty when it is gone."""
    stat = PROC / str(pid) / "stat"
    if PROC.is_dir():
        try:
            return stat.read_text().rpartition(")")[2].split()[19]
        except OSError:
            return ""
    return _ps(pid, "lstart=")


def command_line(pid: int) -> str:
    """The words the process was started with; empty when it is gone."""
    if not PROC.is_dir():
        return _ps(pid, "command=")
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def stop(pid: int, *, first: signal.Signals, seconds: float, last: signal.Signals = signal.SIGKILL) -> None:
    """Ask the process to end, wait, then insist."""
    for number, patience in ((first, seconds), (last, 10.0)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        if wait_gone(pid, patience):
            return


def wait_gone(pid: int, seconds: float) -> bool:
    """Whether the process ended in time. A child of ours is reaped on the way."""
    until = time.monotonic() + seconds
    while is_alive(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def left_behind(sessions: list[int], folder: Path, seconds: float = 5) -> list[str]:
    """What still runs of these sessions, or inside the folder, when the dying have had their time.

    Known only where there is a /proc.
    """
    until = time.monotonic() + seconds
    while (found := _running(sessions, folder)) and time.monotonic() < until:
        time.sleep(0.1)
    return found


def _running(sessions: list[int], folder: Path) -> list[str]:
    found = []
    for entry in PROC.glob("[0-9]*"):
        pid = int(entry.name)
        if is_alive(pid) and (_session(entry) in sessions or _works_in(entry, folder)):
            found.append(f"{pid} {command_line(pid)}".strip())
    return found


def _session(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[3])
    except OSError:
        return 0


def _works_in(entry: Path, folder: Path) -> bool:
    try:
        return (entry / "cwd").readlink().is_relative_to(folder)
    except OSError:
        return False


def _ps(pid: int, column: str) -> str:
    asked = subprocess.run(["ps", "-p", str(pid), "-o", column], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return asked.stdout.strip()
