"""Whom the servers run as: PostgreSQL refuses to run as root, so root hands over to an account without rights."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import EmbeddedError

UNPRIVILEGED = ("nobody", "daemon")


@dataclass(frozen=True, slots=True)
class Account:
    """The user and group id of the servers, and whether we have to change to them."""

    uid: int
    gid: int
    drops: bool

    def popen_arguments(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.drops else {}

    def hand_over(self, path: Path) -> None:
        """Make ``path`` belong to the servers."""
        if self.drops:
            os.chown(path, self.uid, self.gid)


def server_account() -> Account:
    """Ourselves, or for root the first unprivileged account of the machine."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), drops=False)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, drops=True)
    raise EmbeddedError(
        f"PostgreSQL does not run as root and this machine has no account called {' or '.join(UNPRIVILEGED)}: "
        "start it as an ordinary user, or set DATABASE_URL."
    )
