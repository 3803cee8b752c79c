"""The PDFs of letters on their way to the printer: a folder that only the portal's own account can read."""

import os
import secrets
from pathlib import Path

from django.conf import settings


def save(pdf: bytes) -> str:
    """Write a file under a name drawn by chance; returns the name."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{secrets.token_hex(16)}.pdf"
    handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "wb") as file:
        file.write(pdf)
        file.flush()
        os.fsync(file.fileno())
    return name


def read(name: str) -> bytes | None:
    """What it holds; None when it is not there."""
    try:
        return (_folder() / name).read_bytes()
    except FileNotFoundError:
        return None


def delete(name: str) -> None:
    """Take it away; that it is gone already is no fault."""
    (_folder() / name).unlink(missing_ok=True)


def names() -> set[str]:
    """Every file that is there."""
    folder = _folder()
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "letters"
