"""Who owns the servers, and what becomes of them when the owner is killed."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from renewal_portal.embedded import Servers, places, processes, servers
from renewal_portal.embedded.locks import Lock
from tests.renewal_portal.embedded.pairs import ROOT, ask, finish, in_background, killed_owner


def test_second_owner_is_refused_while_the_first_lives(started: Servers, tmp_path: Path) -> None:
    with pytest.raises(servers.AlreadyRunning):
        Servers("demo", tmp_path).prepare()


def test_addresses_beside_are_those_of_a_running_owner(tmp_path: Path) -> None:
    owner = in_background(tmp_path)
    with owner:
        owner.stdout.readline()
        beside = servers.addresses_beside("demo", tmp_path)
        answer = ask(beside["DATABASE_URL"], "SELECT 1")
        owner.terminate()
    after = servers.addresses_beside("demo", tmp_path)
    finish(tmp_path)

    assert (answer, set(beside), after) == (1, {"DATABASE_URL", "REDIS_URL"}, {})


def test_next_start_ends_the_servers_of_a_killed_owner_and_keeps_their_data(tmp_path: Path) -> None:
    orphans, home = killed_owner(tmp_path)
    outlived = [processes.is_alive(pid) for pid in orphans]

    pair = Servers("demo", tmp_path)
    pair.prepare()
    pair.start()
    answer = ask(pair.servers[0].url, "SELECT 1")
    new_home = pair.place.home
    pair.stop()
    places.discard(pair.record)

    assert outlived == [True, True]
    assert [pid for pid in orphans if processes.is_alive(pid)] == []
    assert (answer, new_home) == (1, home)


def test_sweep_ends_and_deletes_temporary_servers_of_a_killed_owner(tmp_path: Path) -> None:
    orphans, home = killed_owner(tmp_path, temporary=True)

    servers.sweep(tmp_path)

    assert [pid for pid in orphans if processes.is_alive(pid)] == []
    assert not home.exists()
    assert list(tmp_path.iterdir()) == []


def test_sweep_spares_what_is_in_use(tmp_path: Path) -> None:
    owner = in_background(tmp_path, temporary=True)
    with owner:
        pids = [int(pid) for pid in owner.stdout.readline().split()[:2]]
        servers.sweep(tmp_path)
        alive = [processes.is_alive(pid) for pid in pids]
        owner.kill()
    servers.sweep(tmp_path)

    assert alive == [True, True]


def test_pid_file_of_somebody_else_does_not_stop_the_start(tmp_path: Path) -> None:
    pair = Servers("demo", tmp_path, wanted=("DATABASE_URL",))
    pair.prepare()
    pair.start()
    pair.stop()
    pair.prepare()
    (pair.place.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n")

    pair.start()
    answer = ask(pair.servers[0].url, "SELECT 1")
    pair.stop()
    places.discard(pair.record)

    assert answer == 1


def test_lock_of_a_killed_owner_is_free_at_once(tmp_path: Path) -> None:
    path = tmp_path / "demo.lock"
    script = f"""
        import time
        from pathlib import Path
        from renewal_portal.embedded.locks import Lock
        print(Lock(Path({str(path)!r})).take(), flush=True)
        time.sleep(600)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as owner:
        taken = owner.stdout.readline().strip()
        held = Lock(path).is_held_by_another()
        owner.kill()

    assert (taken, held, Lock(path).is_held_by_another()) == ("True", True, False)
