"""`manage.py demo` as a person uses it: started, started again, stopped, killed, broken."""

import http.server
import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from renewal_portal.demo import addresses, children, environment
from renewal_portal.embedded import EmbeddedError, places, processes, servers

ROOT = Path(__file__).resolve().parents[2]
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


def test_without_a_wish_the_next_free_port_is_taken() -> None:
    with socket.socket() as other:
        first = addresses.choose_port(None)
        other.bind(("127.0.0.1", first))
        other.listen()
        second = addresses.choose_port(None)

    assert addresses.FIRST_PORT <= first < second


def test_page_that_nobody_serves_has_no_status() -> None:
    assert addresses.status(f"http://127.0.0.1:{free_port()}/") is None


def test_waiting_for_a_page_ends_when_it_has_become_pointless() -> None:
    def check() -> None:
        raise EmbeddedError("The web process ended by itself")

    with pytest.raises(EmbeddedError, match=r"^The web process ended by itself$"):
        addresses.wait_for_page(f"http://127.0.0.1:{free_port()}/", seconds=60, check=check)


def test_waiting_for_a_page_has_an_end() -> None:
    with pytest.raises(EmbeddedError, match=r"did not answer within 0 s: see the logs in var/log\.$"):
        addresses.wait_for_page(f"http://127.0.0.1:{free_port()}/", seconds=0, check=lambda: None)


# A process that starts another one and leaves the stopping to the mere accident of being asked.
PARENT = """
import subprocess, sys, time
print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid, flush=True)
time.sleep(600)
"""


def test_recorded_children_are_ended_with_their_own_children(tmp_path: Path) -> None:
    child = children.Child("web", [sys.executable, "-c", PARENT], tmp_path / "web.log")
    child.start(os.environ, ROOT)
    record = tmp_path / "children.json"
    children.record(record, [child], "http://127.0.0.1:8000/")
    while not (said := child.log.read_text()):
        pass

    stopped = children.stop_recorded(record)
    child.process.wait()

    assert (stopped, record.exists()) == (1, False)
    assert processes.wait_gone(int(said), 5)


def test_recorded_number_that_was_given_to_another_process_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as other:
        record = tmp_path / "children.json"
        record.write_text(json.dumps({"url": "", "children": [{"pid": other.pid, "birth": "1"}]}))

        stopped = children.stop_recorded(record)
        alive = processes.is_alive(other.pid)
        other.kill()

    assert (stopped, alive) == (0, True)


def test_unreadable_record_of_children_is_no_obstacle(tmp_path: Path) -> None:
    record = tmp_path / "children.json"
    record.write_text("{")

    assert (children.recorded_url(record), children.stop_recorded(record)) == ("", 0)


def test_keys_of_the_demo_are_kept_for_its_owner_alone(tmp_path: Path) -> None:
    folders = environment.Folders(tmp_path)

    first, second = environment.kept_or_new(folders), environment.kept_or_new(folders)

    assert first == second == environment.kept(folders)
    assert folders.keys.stat().st_mode & 0o777 == 0o600
    assert environment.generated()["PORTAL_SECRET_KEY"] != first["PORTAL_SECRET_KEY"]


def test_invented_people_are_refused_where_demo_is_off(settings: Any) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match=r"needs PORTAL_DEMO=1\.$"):
        call_command("prepare_demo")


def test_check_worker_says_that_nobody_listens() -> None:
    with pytest.raises(CommandError, match=r"^No worker listens\.$"):
        call_command("check_worker", timeout=0.5)


def test_check_worker_looks_for_beats_sign_of_life(capsys: pytest.CaptureFixture[str]) -> None:
    cache.delete("heart:beat")
    with pytest.raises(CommandError, match=r"^No job of beat was done"):
        call_command("check_worker", beat=True)
    cache.set("heart:beat", "beats")

    call_command("check_worker", beat=True)

    assert capsys.readouterr().out == "Beat sends and a worker does.\n"


@pytest.fixture
def stranger() -> Iterator[http.server.HTTPServer]:
    """A web server that answers 503 and remembers the host it was asked for."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.server.asked = self.headers["Host"], self.path
            self.send_response(503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_check_web_asks_for_the_portals_own_host(stranger: http.server.HTTPServer, settings: Any) -> None:
    settings.ALLOWED_HOSTS = [".portal.example.cn"]

    with pytest.raises(CommandError, match=r"^It answers 503 instead of 200\.$"):
        call_command("check_web", port=stranger.server_port)
    assert stranger.asked == ("portal.example.cn", "/healthz")


def test_check_web_says_that_nobody_answers() -> None:
    with pytest.raises(CommandError, match=r"^Nobody answers\.$"):
        call_command("check_web", port=free_port())


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
