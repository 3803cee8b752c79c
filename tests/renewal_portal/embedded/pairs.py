"""Servers for tests about the launcher itself."""

import subprocess
import sys
import textwrap
from pathlib import Path

import psycopg2

from renewal_portal.embedded import Servers

ROOT = Path(__file__).resolve().parents[3]


def ask(url: str, question: str) -> object:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def in_background(folder: Path, *, temporary: bool = False) -> "subprocess.Popen[str]":
    """Another process that starts servers in the folder and then waits."""
    script = f"""
        import time
        from pathlib import Path
        from renewal_portal.embedded import Servers
        pair = Servers("demo", Path({str(folder)!r}), temporary={temporary})
        pair.prepare()
        pair.start()
        print(*[server.pid for server in pair.servers], pair.place.home, flush=True)
        time.sleep(600)
    """
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def killed_owner(folder: Path, *, temporary: bool = False) -> tuple[list[int], Path]:
    """The servers' process numbers and their home, after their owner was killed with no chance to stop them."""
    owner = in_background(folder, temporary=temporary)
    with owner:
        *pids, home = owner.stdout.readline().split()
        owner.kill()
    return [int(pid) for pid in pids], Path(home)


def finish(folder: Path) -> None:
    """End what a killed owner left, and delete it."""
    pair = Servers("demo", folder, temporary=True)
    pair.prepare()
    for server in pair.servers:
        server.stop_orphan()
    pair.stop()
