"""What is written down about the processes of a demo, and what becomes of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from renewal_portal.demo import children, environment
from renewal_portal.embedded import processes
from tests.renewal_portal.demo.running import ROOT

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
