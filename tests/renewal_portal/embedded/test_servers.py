"""What the two servers are like when they run, and what stays when they stop."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
import redis

from renewal_portal.embedded import EmbeddedError, Servers, places, processes, servers
from renewal_portal.embedded.account import server_account
from renewal_portal.embedded.locks import Lock
from tests.renewal_portal.embedded.pairs import ROOT, ask


def address(pair: Servers, kind: type) -> str:
    return next(server.url for server in pair.servers if isinstance(server, kind))


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
