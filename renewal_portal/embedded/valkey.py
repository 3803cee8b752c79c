"""One Valkey over a socket: broker of the jobs, cache of the pages."""

import signal
import subprocess
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from . import processes
from .account import Account
from .binaries import Binaries
from .places import Place

DURABLE = ["--appendonly", "yes", "--appendfsync", "everysec"]
FAST = ["--appendonly", "no"]


class Valkey:
    """Starts and stops one Valkey in a place; ``durable=False`` is for tests only."""

    name = "Valkey"

    def __init__(self, place: Place, account: Account, *, log: Path, durable: bool = True) -> None:
        self.place, self.account, self.log, self.durable = place, account, log, durable
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for REDIS_URL."""
        return f"unix://{self.place.valkey_socket}"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def has_ended(self) -> bool:
        """Whether it was started and ended without being asked."""
        return self._process is not None and self._process.poll() is not None

    def start(self, binaries: Binaries) -> None:
        """End what a killed owner left, then start."""
        self.stop_orphan()
        self.place.valkey_data.mkdir(mode=0o700, exist_ok=True)
        self.account.hand_over(self.place.valkey_data)
        argv = [
            str(binaries.valkey),
            "--port",
            "0",
            "--databases",
            "64",
            "--save",
            "",
            "--dir",
            str(self.place.valkey_data),
        ]
        argv += ["--unixsocket", str(self.place.valkey_socket), "--unixsocketperm", "700"]
        argv += DURABLE if self.durable else FAST
        self._process = processes.spawn(argv, log=self.log, folder=self.place.valkey_data, account=self.account)
        processes.wait_until(self.answers, process=self._process, name=self.name, log=self.log, seconds=30)

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(15)
        self._process = None

    def stop_orphan(self) -> None:
        """End the server of a killed owner: whoever answers on our socket is one."""
        pid = self._answering_pid()
        if pid is not None:
            processes.stop(pid, first=signal.SIGTERM, seconds=15)
        self.place.valkey_socket.unlink(missing_ok=True)

    def answers(self) -> bool:
        return self._answering_pid() is not None

    def _answering_pid(self) -> int | None:
        once = Retry(NoBackoff(), 0)  # the client's own patience would cost seconds at each start
        with redis.Redis(unix_socket_path=str(self.place.valkey_socket), socket_timeout=5, retry=once) as client:
            try:
                return int(client.info("server")["process_id"])
            except (redis.ConnectionError, redis.TimeoutError):
                return None
