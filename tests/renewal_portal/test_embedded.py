"""The launcher of the embedded servers, on real servers."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from renewal_portal.embedded import EmbeddedError, Servers, places, processes, servers
from renewal_portal.embedded.account import Account, server_account
from renewal_portal.embedded.binaries import installed
from renewal_portal.embedded.locks import Lock

ROOT = Path(__file__).resolve().parents[2]
AS_ROOT = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root has to give up its rights; the other tests ran without"
)


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Servers]:
    """A durable pair, as the demo has it."""
    pair = Servers("demo", tmp_path)
    pair.prepare()
    try:
        pair.start()
        yield pair
    finally:
        pair.stop()
        places.discard(pair.record)


def ask(url: str, question: str) -> object:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def address(pair: Servers, kind: type) -> str:
    return next(server.url for server in pair.servers if isinstance(server, kind))


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


def test_postgres_is_what_the_portal_is_built_for(started: Servers) -> None:
    url = address(started, servers.Postgres)

    said = {
        question: ask(url, question)
        for question in (
            "SHOW listen_addresses",
            "SHOW fsync",
            "SHOW synchronous_commit",
            "SHOW unix_socket_permissions",
            "SELECT current_database()",
            "SELECT current_setting('server_version_num')::int / 10000",
            "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'portal'",
            "SELECT concat(datlocprovider, ' ', datlocale) FROM pg_database WHERE datname = 'portal'",
        )
    }

    assert list(said.values()) == ["", "on", "on", "0700", "portal", 18, "UTF8", "b C.UTF-8"]


def test_postgres_asks_for_the_generated_password(started: Servers) -> None:
    url = address(started, servers.Postgres)
    password = started.place.password_file.read_text()

    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(url.replace(password, "guessed"))
    assert len(password) == 48
    assert started.place.password_file.stat().st_mode & 0o777 == 0o600


def test_valkey_listens_on_its_socket_alone_and_keeps_what_it_is_told(started: Servers) -> None:
    with redis.Redis.from_url(address(started, servers.Valkey)) as client:
        said = client.config_get("port") | client.config_get("appendonly") | client.config_get("unixsocketperm")
        version = client.info("server")["valkey_version"]

    assert said == {"port": "0", "appendonly": "yes", "unixsocketperm": "700"}
    assert version.startswith("9.")


def test_only_the_servers_account_can_enter(started: Servers) -> None:
    folders = (started.place.home, started.place.sockets, started.place.cluster, started.place.valkey_data)

    assert [oct(folder.stat().st_mode & 0o777) for folder in folders] == ["0o700"] * 4
    assert {folder.stat().st_uid for folder in folders} == {server_account().uid}


@AS_ROOT
def test_root_starts_servers_without_rights_outside_the_clone(started: Servers, tmp_path: Path) -> None:
    owners = {Path(f"/proc/{server.pid}").stat().st_uid for server in started.servers}

    assert owners == {server_account().uid}
    assert 0 not in owners
    assert not started.place.home.is_relative_to(tmp_path)


def test_tests_may_do_without_fsync(tmp_path: Path) -> None:
    pair = Servers("tests-1", tmp_path, wanted=("DATABASE_URL",), durable=False, temporary=True)
    pair.prepare()
    pair.start()
    said = ask(pair.servers[0].url, "SHOW fsync")
    pair.stop()

    assert said == "off"


def test_data_survive_a_stop(tmp_path: Path) -> None:
    pair = Servers("demo", tmp_path)
    for question in ("CREATE TABLE kept AS SELECT 7 AS seven", "SELECT seven FROM kept"):
        pair.prepare()
        pair.start()
        url, valkey = (server.url for server in pair.servers)
        answer = ask(url, question)
        with redis.Redis.from_url(valkey) as client:
            known = client.get("kept")
            client.set("kept", "7")
        pair.stop()
    places.discard(pair.record)

    assert answer == 7
    assert known == b"7"


def test_temporary_servers_leave_nothing(tmp_path: Path) -> None:
    pair = Servers("tests-1", tmp_path, temporary=True)
    pair.prepare()
    pair.start()
    pids = [server.pid for server in pair.servers]
    home, sockets = pair.place.home, pair.place.sockets

    pair.stop()

    assert [pid for pid in pids if processes.is_alive(pid)] == []
    assert [path for path in (home, sockets) if path.exists()] == []
    assert list(tmp_path.iterdir()) == []


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


def finish(folder: Path) -> None:
    """End what a killed owner left, and delete it."""
    pair = Servers("demo", folder, temporary=True)
    pair.prepare()
    for server in pair.servers:
        server.stop_orphan()
    pair.stop()


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


def test_data_of_another_major_version_are_refused_with_a_sentence(tmp_path: Path) -> None:
    pair = Servers("demo", tmp_path, wanted=("DATABASE_URL",))
    pair.prepare()
    pair.start()
    pair.stop()
    pair.prepare()
    (pair.place.cluster / "PG_VERSION").write_text("17\n")

    with pytest.raises(EmbeddedError, match=r"^The data were written by PostgreSQL 17, which .* PostgreSQL 18 cannot"):
        pair.start()
    free = Lock(pair.lock.path).take()
    places.discard(pair.record)

    assert free


def test_failed_start_shows_the_servers_own_words(tmp_path: Path) -> None:
    pair = Servers("demo", tmp_path, wanted=("DATABASE_URL",))
    pair.prepare()
    pair.start()
    pair.stop()
    pair.prepare()
    (pair.place.cluster / "postgresql.conf").write_text("no_such_setting = 1\n")

    with pytest.raises(EmbeddedError, match=r"^PostgreSQL ended while starting(.|\n)*no_such_setting"):
        pair.start()
    places.discard(pair.record)


def test_sockets_stay_short_in_a_clone_with_a_long_path(tmp_path: Path) -> None:
    deep = tmp_path / ("Langer-Name-" * 8) / ("x" * 90)
    pair = Servers("demo", deep, wanted=("DATABASE_URL",))
    pair.prepare()

    pair.start()
    answer = ask(pair.servers[0].url, "SELECT 1")
    pair.stop()
    sockets = str(pair.place.sockets)
    places.discard(pair.record)

    assert answer == 1
    assert len(sockets) < 60
    assert sockets == sockets.lower()  # the host of an address is read without regard to case


def test_socket_path_beyond_107_bytes_is_refused_with_a_sentence() -> None:
    fits, too_long = Path("/" + "x" * 92), Path("/" + "x" * 93)

    places.check_length(places.Place(fits, fits))
    with pytest.raises(EmbeddedError, match=r"may have 107 bytes .* makes it 108: set TMPDIR"):
        places.check_length(places.Place(too_long, too_long))


def test_record_copied_with_the_clone_does_not_lead_to_the_first_clones_data(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    account = server_account()
    place = places.claim(first / "demo.json", account)
    (second / "demo.json").write_text((first / "demo.json").read_text())

    again, copied = places.claim(first / "demo.json", account), places.claim(second / "demo.json", account)
    for record in (first / "demo.json", second / "demo.json"):
        places.discard(record)

    assert again == place
    assert copied.home != place.home
    assert copied.sockets != place.sockets


def test_folder_swept_away_by_the_machine_is_made_anew(tmp_path: Path) -> None:
    account = server_account()
    record = tmp_path / "demo.json"
    before = places.claim(record, account)
    before.sockets.rmdir()

    after = places.claim(record, account)
    exists = after.sockets.is_dir()
    places.discard(record)

    assert exists
    assert after.home == before.home


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


# An ordinary user, made out of root: one start as root loads every module (Python itself may lie in a closed home),
# then the rights are given up for good.
PLAIN_USER = """
    import os, sys
    from pathlib import Path
    from renewal_portal.embedded import Servers, places
    import psycopg2

    def whole_life(folder):
        pair = Servers("demo", folder)
        addresses = pair.prepare()
        pair.start()
        psycopg2.connect(addresses["DATABASE_URL"]).close()
        said = pair.account.drops, pair.place.home.is_relative_to(folder)
        pair.stop()
        places.discard(pair.record)
        return said

    warm, folder, uid, gid = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    print(*whole_life(warm))
    os.setgroups([]), os.setgid(gid), os.setuid(uid)
    print(*whole_life(folder))
"""


@AS_ROOT
def test_ordinary_user_keeps_the_data_in_the_clone(tmp_path: Path) -> None:
    account = server_account()
    reachable = Path(tempfile.mkdtemp(prefix="portal-plain-"))  # pytest's own folders are closed to others
    account.hand_over(reachable)

    words = [str(tmp_path), str(reachable), str(account.uid), str(account.gid)]
    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PLAIN_USER), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    left = sorted(path.name for path in reachable.iterdir())
    shutil.rmtree(reachable)

    assert (said.stdout, said.stderr) == ("True False\nFalse True\n", "")
    assert left == ["demo.lock", "postgresql.log", "valkey.log"]


@AS_ROOT
def test_programs_under_a_closed_home_are_copied_for_the_account_without_rights(tmp_path: Path) -> None:
    closed = tmp_path / "home"
    found = installed()
    wheels = [found.pginstall.parent, found.libraries, found.valkey.parents[2]]
    closed.mkdir(mode=0o700)
    for wheel in wheels:
        subprocess.run(["cp", "-r", wheel, closed], check=True)
    script = f"""
        import os, sys
        sys.path.insert(0, {str(closed)!r})
        from pathlib import Path
        from renewal_portal.embedded import Servers, places
        pair = Servers("demo", Path({str(tmp_path / "var")!r}))
        pair.prepare()
        pair.start()
        for server in pair.servers:
            print(Path(os.readlink(f"/proc/{{server.pid}}/exe")).relative_to(pair.place.home).parts[0])
        pair.stop()
        places.discard(pair.record)
    """

    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (said.stdout, said.stderr) == ("programs\nprograms\n", "")


def test_machine_where_root_has_nobody_to_hand_over_to_is_not_needed_by_an_ordinary_user(tmp_path: Path) -> None:
    plain = Account(os.geteuid(), os.getegid(), drops=False)

    place = places.claim(tmp_path / "demo.json", plain)
    places.discard(tmp_path / "demo.json")

    assert place.home == (tmp_path / "demo").resolve()
    assert plain.popen_arguments() == {}


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


def test_command_runs_beside_servers_of_its_own() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in servers.KINDS}
    script = "import os; print(sorted({'DATABASE_URL', 'REDIS_URL'} & set(os.environ))); raise SystemExit(3)"

    ran = subprocess.run(
        [sys.executable, "-m", "renewal_portal.embedded", sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.stdout, ran.stderr, ran.returncode) == ("['DATABASE_URL', 'REDIS_URL']\n", "", 3)
