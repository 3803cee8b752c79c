"""The environment of the demo, so that nobody has to write one; kept, so that commands work beside it."""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from renewal_portal.embedded.servers import addresses_beside

from .children import recorded_url

ROOT = Path(__file__).resolve().parents[2]
NAME = "demo"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the demo keeps what it remembers and what its processes print."""

    var: Path = ROOT / "var"

    @property
    def embedded(self) -> Path:
        return self.var / "embedded"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def keys(self) -> Path:
        return self.embedded / f"{NAME}.keys.json"

    @property
    def children(self) -> Path:
        return self.embedded / f"{NAME}.children.json"

    @property
    def logins(self) -> Path:
        return self.embedded / f"{NAME}.logins.txt"


def generated() -> dict[str, str]:
    """A new set of keys for a demo on this machine."""
    return {
        "PORTAL_DEMO": "1",
        "PORTAL_SECRET_KEY": secrets.token_urlsafe(48),
        "PORTAL_PEPPER": secrets.token_urlsafe(48),
        "PORTAL_FIELD_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "PORTAL_HOSTS": "localhost,127.0.0.1,[::1]",
    }


def kept_or_new(folders: Folders) -> dict[str, str]:
    """The keys of the demo whose data are kept (others could not read them), or new ones, kept from now on."""
    keys = kept(folders)
    if not keys:
        keys = generated()
        folders.keys.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folders.keys, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(keys, file, indent=1)
    return keys


def kept(folders: Folders) -> dict[str, str]:
    return json.loads(folders.keys.read_text()) if folders.keys.exists() else {}


def complete_beside_running_demo() -> None:
    """Let a command without addresses of its own (``manage.py recount``) work on the demo that runs."""
    if os.environ.get("DATABASE_URL"):
        return
    folders = Folders()
    found = addresses_beside(NAME, folders.embedded)
    if found:
        url = recorded_url(folders.children)
        own = {"PORTAL_BASE_URL": url.rstrip("/")} if url else {}
        for name, value in (kept(folders) | found | own).items():
            os.environ.setdefault(name, value)


def complete_without_servers() -> None:
    """Let a command that connects to nothing read the settings, whatever of them is missing."""
    if not os.environ.get("DATABASE_URL"):
        os.environ |= {"PORTAL_DEBUG": "1", "DATABASE_URL": "postgres://nobody@nowhere/none"}
        os.environ.setdefault("REDIS_URL", "redis://nowhere/0")
