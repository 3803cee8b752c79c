"""Where one pair of servers keeps its data and its sockets, recorded under ``var/``."""

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .errors import EmbeddedError

SOCKET_LIMIT = 107  # bytes of a socket's path, fixed by the kernel
POSTGRES_SOCKET = ".s.PGSQL.5432"
VALKEY_SOCKET = "valkey.sock"
LONG_LIVED = ("/var/tmp", "/tmp")  # noqa: S108 - private folders with a random name and mode 700
SHORT_LIVED = ("/tmp", "/var/tmp")  # noqa: S108


@dataclass(frozen=True, slots=True)
class Place:
    """``home`` holds the data, ``sockets`` the two sockets; only the servers' account (and root) can enter either."""

    home: Path
    sockets: Path

    @property
    def cluster(self) -> Path:
        return self.home / "postgres"

    @property
    def valkey_data(self) -> Path:
        return self.home / "valkey"

    @property
    def password_file(self) -> Path:
        return self.home / "password"

    @property
    def postgres_socket(self) -> Path:
        return self.sockets / POSTGRES_SOCKET

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / VALKEY_SOCKET


def claim(record: Path, account: Account, *, temporary: bool = False) -> Place:
    """The recorded place, or a new one where the record is missing, stale or was copied along with another clone.

    For an ordinary user ``home`` lies beside the record; root's servers run as somebody who may not be able to reach
    the clone, so their home is a private folder outside it. Sockets always get a short folder of their own.
    """
    known = recorded(record)
    kept = known.home if known and _belongs(known.home, account) else None
    home = kept or (_private(LONG_LIVED, account) if account.drops else _beside(record))
    sockets = known.sockets if known and kept and _belongs(known.sockets, account) else None
    place = Place(home, sockets or _private(SHORT_LIVED, account))
    check_length(place)
    _write(record, place, temporary)
    return place


def check_length(place: Place) -> None:
    """Raise EmbeddedError where a socket's path would be cut off by the kernel."""
    longest = max(len(os.fsencode(path)) for path in (place.postgres_socket, place.valkey_socket))
    if longest > SOCKET_LIMIT:
        raise EmbeddedError(
            f"The path of a socket may have {SOCKET_LIMIT} bytes and {place.sockets} makes it {longest}: "
            "set TMPDIR to a shorter folder."
        )


def recorded(record: Path) -> Place | None:
    """What the record says, if it is this clone's own record."""
    said = _read(record)
    if said.get("clone") != str(record.parent.resolve()):
        return None
    return Place(Path(said["home"]), Path(said["sockets"]))


def is_temporary(record: Path) -> bool:
    return bool(_read(record).get("temporary"))


def discard(record: Path) -> None:
    """Delete the place and its record. The servers must have ended."""
    place = recorded(record)
    if place:
        shutil.rmtree(place.sockets, ignore_errors=True)
        shutil.rmtree(place.home, ignore_errors=True)
    record.unlink(missing_ok=True)


def _read(record: Path) -> dict[str, str]:
    try:
        said = json.loads(record.read_text())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) and {"clone", "home", "sockets"} <= said.keys() else {}


def _write(record: Path, place: Place, temporary: bool) -> None:
    said = {"clone": str(record.parent.resolve()), "home": str(place.home), "sockets": str(place.sockets)}
    unfinished = record.with_suffix(".new")
    unfinished.write_text(json.dumps(said | {"temporary": temporary}, indent=1))
    unfinished.replace(record)  # whole or not at all


def _belongs(folder: Path, account: Account) -> bool:
    """Whether the folder is there and the servers' own: others can make folders where ours was swept away."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    stat = folder.stat()
    return stat.st_uid == account.uid and stat.st_mode & 0o077 == 0


def _beside(record: Path) -> Path:
    home = record.with_suffix("")
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    return home.resolve()


def _private(bases: tuple[str, ...], account: Account) -> Path:
    # mkdtemp's names are lower case, which matters: an address's host part is read without regard to case.
    candidates = [*bases, tempfile.gettempdir()]
    for base in candidates:
        if os.path.isdir(base) and os.access(base, os.W_OK | os.X_OK):
            folder = Path(tempfile.mkdtemp(prefix="portal-", dir=base))
            account.hand_over(folder)
            return folder
    raise EmbeddedError(f"No folder for temporary files can be written ({', '.join(candidates)}).")
