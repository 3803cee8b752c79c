"""`manage.py demo` as a person uses it: started, started again, stopped, killed, broken."""

import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from renewal_portal.demo import addresses, children, environment
from renewal_portal.embedded import processes, servers
from tests.renewal_portal.demo.running import ROOT, Demo


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    one = Demo(tmp_path / "var")
    yield one
    children.stop_recorded(one.folders.children)
    pair = servers.Servers("demo", one.folders.embedded, temporary=True)
    pair.prepare()
    pair.erase()
    pair.stop()


@pytest.mark.slow
def test_demo_runs_once_and_ctrl_c_stops_all_of_it(demo: Demo) -> None:
    with demo.run("--port", str(demo.port)) as first:
        said = demo.wait(first)
        pids = demo.pids()
        page = addresses.status(f"{demo}healthz")
        with demo.run() as second:
            again, code = second.communicate(timeout=60)[0], second.returncode
        with demo.run("--fresh") as third:
            fresh, refused = third.communicate(timeout=60)[0], third.returncode
        first.send_signal(signal.SIGINT)
        rest = first.communicate(timeout=60)[0]

    assert said[0] == "The tables are made."
    assert said[-1].startswith(f"The Renewal Portal runs at {demo} – Ctrl-C stops it.")
    assert page == 200
    assert (again, code) == (f"The demo already runs at {demo}.\n", 0)
    assert fresh.splitlines() == [
        f"The demo already runs at {demo}.",
        "Stop it first (Ctrl-C where it runs) to begin anew.",
    ]
    assert refused == 1
    assert (rest, first.returncode) == ("\nStopping …\nThe demo is stopped.\n", 0)
    assert demo.left(pids) == []


@pytest.mark.slow
def test_demo_after_a_kill_starts_anew_on_the_same_data_and_sigterm_stops_it(demo: Demo) -> None:
    with demo.run("--port", str(demo.port)) as first:
        demo.wait(first)
        orphans, keys = demo.pids(), environment.kept(demo.folders)
        first.kill()
        first.wait()
    outlived = [processes.is_alive(pid) for pid in orphans.values()]
    with demo.run("--port", str(demo.port)) as second:
        said = demo.wait(second)
        pids, kept = demo.pids(), environment.kept(demo.folders)
        second.send_signal(signal.SIGTERM)
        second.communicate(timeout=60)

    assert outlived == [True, True]
    assert said[0] == "A demo that was killed had left processes behind; they are stopped."
    assert [pid for pid in orphans.values() if processes.is_alive(pid)] == []
    assert kept == keys
    assert (second.returncode, demo.left(orphans | pids)) == (0, [])


@pytest.mark.slow
def test_demo_whose_worker_dies_says_so_with_its_last_lines_and_stops(demo: Demo) -> None:
    with demo.run("--port", str(demo.port)) as process:
        demo.wait(process)
        pids = demo.pids()
        os.kill(pids["worker"], signal.SIGKILL)
        said = process.communicate(timeout=90)[0]

    assert process.returncode == 1
    assert re.search(r"^The demo stopped\. The worker process ended by itself:\n    .*", said, re.MULTILINE)
    assert demo.left(pids) == []


def test_taken_port_is_a_sentence_before_anything_is_started(demo: Demo) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", demo.port))
        other.listen()
        with demo.run("--port", str(demo.port)) as process:
            said = process.communicate(timeout=60)[0]

    assert (said, process.returncode) == (
        f"The demo stopped. Port {demo.port} is taken: name another with --port, or none to take the next free one.\n",
        1,
    )


def test_python_without_django_is_told_what_to_use() -> None:
    script = """
        import runpy, sys
        sys.modules["django"] = None
        sys.argv = ["manage.py", "demo"]
        runpy.run_path("manage.py", run_name="__main__")
    """

    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 1
    assert "is not installed for this Python: use `make demo`" in ran.stderr
