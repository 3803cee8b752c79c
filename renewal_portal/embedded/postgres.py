"""One PostgreSQL over a socket, with a password, seen by nobody else."""

import os
import secrets
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

import psycopg2

from . import processes
from .account import Account
from .binaries import Binaries, postgres_major
from .errors import EmbeddedError
from .places import Place

USER = DATABASE = "portal"
PORT = 5432  # names the socket; nothing listens on it
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # tests lose nothing in a power cut


class Postgres:
    """Starts and stops one cluster in a place; ``durable=False`` is for tests only."""

    name = "PostgreSQL"

    def __init__(self, place: Place, account: Account, *, log: Path, durable: bool = True) -> None:
        self.place, self.account, self.log, self.durable = place, account, log, durable
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        password = _password(self.place.password_file, self.account)
        return f"postgres://{USER}:{password}@{quote(str(self.place.sockets), safe='')}:{PORT}/{DATABASE}"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def has_ended(self) -> bool:
        """Whether it was started and ended without being asked."""
        return self._process is not None and self._process.poll() is not None

    def start(self, binaries: Binaries) -> None:
        """Make the cluster if there is none, end what a killed owner left, start, and make the database."""
        self._check_version(binaries)
        self.stop_orphan()
        if not (self.place.cluster / "PG_VERSION").exists():
            self._make_cluster(binaries)
        settings = SETTINGS | (DURABLE if self.durable else FAST) | {"unix_socket_directories": str(self.place.sockets)}
        argv = [str(binaries.postgres), "-D", str(self.place.cluster)]
        argv += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        self._process = processes.spawn(argv, log=self.log, folder=self.place.home, account=self.account)
        processes.wait_until(self.answers, process=self._process, name=self.name, log=self.log, seconds=60)
        self._make_database()

    def stop(self) -> None:
        """Fast shutdown: clients are cut off, everything committed is on disk."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)
        self._process = None

    def stop_orphan(self) -> None:
        """End the server of a killed owner. A pid file whose number now belongs to something else is removed."""
        pid_file = self.place.cluster / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return
        if processes.is_alive(pid) and str(self.place.cluster) in processes.command_line(pid):
            processes.stop(pid, first=signal.SIGINT, seconds=30, last=signal.SIGQUIT)
        pid_file.unlink(missing_ok=True)

    def answers(self) -> bool:
        """Whether a client can sign in now."""
        try:
            self._connect().close()
        except psycopg2.OperationalError:
            return False
        return True

    def _connect(self) -> "psycopg2.extensions.connection":
        return psycopg2.connect(
            host=str(self.place.sockets),
            port=PORT,
            user=USER,
            password=_password(self.place.password_file, self.account),
            dbname="postgres",
            connect_timeout=5,
        )

    def _make_database(self) -> None:
        connection = self._connect()
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
                if cursor.fetchone() is None:
                    cursor.execute(f"CREATE DATABASE {DATABASE}")
        finally:
            connection.close()

    def _check_version(self, binaries: Binaries) -> None:
        version = self.place.cluster / "PG_VERSION"
        if not version.exists():
            return
        kept, present = version.read_text().strip(), str(postgres_major(binaries))
        if kept != present:
            raise EmbeddedError(
                f"The data were written by PostgreSQL {kept}, which the installed PostgreSQL {present} cannot read: "
                "begin anew with `manage.py demo --fresh` (this deletes the demo's data), "
                "or install the lock file they were made with."
            )

    def _make_cluster(self, binaries: Binaries) -> None:
        # Made beside its place and moved there, so that a killed initdb leaves nothing half-made.
        unfinished = self.place.home / f"postgres.{secrets.token_hex(4)}"
        _password(self.place.password_file, self.account)
        argv = [str(binaries.initdb), "-D", str(unfinished), "-U", USER, "--encoding=UTF8", "--no-instructions"]
        argv += ["-A", "scram-sha-256", f"--pwfile={self.place.password_file}"]
        argv += ["--locale-provider=builtin", "--locale=C.UTF-8"]
        made = subprocess.run(  # noqa: S603
            argv if self.durable else [*argv, "--no-sync"],
            cwd=self.place.home,
            env=processes.server_environment(self.place.home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **self.account.popen_arguments(),
        )
        if made.returncode != 0:
            raise EmbeddedError(f"PostgreSQL could not make its data folder:\n{made.stdout.strip()}")
        unfinished.rename(self.place.cluster)


def _password(path: Path, account: Account) -> str:
    """The generated password; made once, readable by the servers' account only."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(24))
        account.hand_over(path)
    return path.read_text().strip()
