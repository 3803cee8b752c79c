"""The environment of the demo, so that nobody has to write one; kept, so that commands work beside it."""

import base64
import json
import os
import secrets
from pathlib import Path

from renewal_portal.embedded.servers import addresses_beside

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
EMBEDDED = VAR / "embedded"
NAME = "demo"


def generated() -> dict[str, str]:
    """A new set of keys for a demo on this machine."""
    return {
        "PORTAL_DEMO": "1",
        "PORTAL_SECRET_KEY": secrets.token_urlsafe(48),
        "PORTAL_PEPPER": secrets.token_urlsafe(48),
        "PORTAL_FIELD_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "PORTAL_HOSTS": "localhost,127.0.0.1,[::1]",
    }


def kept(path: Path = EMBEDDED / f"{NAME}.env.json") -> dict[str, str]:
    """The keys of the demo whose data are kept: other keys could not read them."""
    return json.loads(path.read_text()) if path.exists() else {}


def keep(values: dict[str, str], path: Path = EMBEDDED / f"{NAME}.env.json") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(values, file, indent=1)


def complete_beside_running_demo() -> None:
    """Let a command without addresses of its own (``manage.py recount``) work on the demo that runs."""
    if os.environ.get("DATABASE_URL"):
        return
    found = addresses_beside(NAME, EMBEDDED)
    if found:
        for name, value in (kept() | found).items():
            os.environ.setdefault(name, value)
