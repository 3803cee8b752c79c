"""The pair of servers: whichever of the two addresses is missing is started here."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import places
from .account import server_account
from .binaries import usable
from .errors import EmbeddedError
from .locks import Lock
from .postgres import Postgres
from .valkey import Valkey

KINDS: dict[str, type[Postgres] | type[Valkey]] = {"DATABASE_URL": Postgres, "REDIS_URL": Valkey}


class AlreadyRunning(EmbeddedError):
    """The servers of this name belong to a process that still runs."""


class Servers:
    """Up to two servers under one name, in ``folder`` (var/embedded). The lock tells who owns them.

    ``wanted`` are the names of the missing addresses; ``temporary`` servers leave nothing behind.
    """

    def __init__(
        self,
        name: str,
        folder: Path,
        *,
        logs: Path | None = None,
        wanted: tuple[str, ...] = tuple(KINDS),
        durable: bool = True,
        temporary: bool = False,
    ) -> None:
        self.record = folder / f"{name}.json"
        self.lock = Lock(folder / f"{name}.lock")
        self.wanted, self.durable, self.temporary = wanted, durable, temporary
        self.logs = logs or folder
        self.servers: list[Postgres | Valkey] = []

    def prepare(self) -> dict[str, str]:
        """Take the lock and fix the place; gives the addresses, which are known before anything runs."""
        if not self.lock.take():
            raise AlreadyRunning(f"The servers recorded in {self.record.name} belong to a process that still runs.")
        self.account = server_account()
        self.place = places.claim(self.record, self.account, temporary=self.temporary)
        self.servers = [self._make(KINDS[variable]) for variable in KINDS if variable in self.wanted]
        return {variable: server.url for variable, server in zip(self._variables(), self.servers, strict=True)}

    def start(self) -> None:
        """Start what was prepared; on failure nothing keeps running."""
        binaries = usable(self.place.home, self.account)
        try:
            for server in self.servers:
                server.start(binaries)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop in reverse order and give up the lock; temporary servers are deleted."""
        for server in reversed(self.servers):
            server.stop()
        self.servers = []
        if self.temporary:
            places.discard(self.record)
            for log in self.logs.glob(f"{self.record.stem}-*.log"):
                log.unlink(missing_ok=True)
            self.lock.path.unlink(missing_ok=True)
        self.lock.release()

    def erase(self) -> None:
        """Delete the data (after ``prepare``, before ``start``); orphans on them are ended first."""
        for server in self.servers:
            server.stop_orphan()
        shutil.rmtree(self.place.cluster, ignore_errors=True)
        shutil.rmtree(self.place.valkey_data, ignore_errors=True)

    def _variables(self) -> list[str]:
        return [variable for variable in KINDS if variable in self.wanted]

    def _make(self, kind: type[Postgres] | type[Valkey]) -> Postgres | Valkey:
        prefix = f"{self.record.stem}-" if self.temporary else ""
        log = self.logs / f"{prefix}{kind.name.lower()}.log"
        if log.exists():
            log.replace(log.with_suffix(".log.old"))
        return kind(self.place, self.account, log=log, durable=self.durable)


def missing_addresses() -> tuple[str, ...]:
    """The addresses the environment does not give."""
    return tuple(variable for variable in KINDS if not os.environ.get(variable))


def temporary(purpose: str, folder: Path, *, durable: bool = False) -> Servers:
    """Servers of one run, for the addresses that are missing. Leftovers of killed runs are swept first."""
    sweep(folder)
    name = f"{purpose}-{os.getpid()}-{secrets.token_hex(3)}"
    return Servers(name, folder, wanted=missing_addresses(), durable=durable, temporary=True)


@contextmanager
def running(purpose: str, folder: Path, *, durable: bool = False) -> Iterator[dict[str, str]]:
    """Temporary servers for a block; their addresses stand in the environment while it runs."""
    servers = temporary(purpose, folder, durable=durable)
    addresses = servers.prepare()
    try:
        servers.start()
        os.environ.update(addresses)
        yield addresses
    finally:
        for variable in addresses:
            os.environ.pop(variable, None)
        servers.stop()


def addresses_beside(name: str, folder: Path) -> dict[str, str]:
    """The addresses of servers that another process owns and that answer; nothing when there are none."""
    record = folder / f"{name}.json"
    if not Lock(folder / f"{name}.lock").is_held_by_another():
        return {}
    place = places.recorded(record)
    if place is None:
        return {}
    account = server_account()
    found = {variable: kind(place, account, log=record) for variable, kind in KINDS.items()}
    return {variable: server.url for variable, server in found.items() if server.answers()}


def sweep(folder: Path) -> None:
    """End and delete temporary servers whose owner is gone."""
    for record in folder.glob("*.json"):
        left = Servers(record.stem, folder, temporary=True)
        if not places.is_temporary(record) or not left.lock.take():
            continue
        place, account = places.recorded(record), server_account()
        if place:
            for kind in KINDS.values():
                kind(place, account, log=record).stop_orphan()
        left.stop()
