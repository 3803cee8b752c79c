"""Processes seen from outside."""

import signal
import subprocess
import sys
import time

from renewal_portal.embedded import processes


def test_zombie_is_not_alive() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    for _ in range(500):
        if not processes.is_alive(child.pid):
            break
        time.sleep(0.01)
    alive = processes.is_alive(child.pid)
    child.wait()

    assert not alive


def test_stop_insists_where_asking_does_not_help() -> None:
    script = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    child.stdout.readline()

    processes.stop(child.pid, first=signal.SIGTERM, seconds=0.2)

    assert child.wait() == -signal.SIGKILL
    child.stdout.close()
