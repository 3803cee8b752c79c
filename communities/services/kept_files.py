"""Files kept for a while beside the database: a folder that only the portal's own account can read."""

import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings


class Shelf:
    """One folder of files that are named by chance and end alike."""

    def __init__(self, name: str, ending: str) -> None:
        self.name, self.ending = name, ending

    def save(self, content: bytes) -> str:
        """Write a file under a name drawn by chance; returns the name."""
        folder = self._folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{secrets.token_hex(16)}{self.ending}"
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return name

    def read(self, name: str) -> bytes | None:
        """What it holds; None when it is not there."""
        try:
            return (self._folder() / name).read_bytes()
        except FileNotFoundError:
            return None

    def delete(self, name: str) -> None:
        """Take it away; that it is gone already is no fault."""
        (self._folder() / name).unlink(missing_ok=True)

    def names(self) -> set[str]:
        """Every file that is there."""
        folder = self._folder()
        return {path.name for path in folder.iterdir()} if folder.is_dir() else set()

    def age(self, name: str, at: datetime) -> timedelta:
        """How long it has been there; nothing for one that is gone."""
        try:
            written = (self._folder() / name).stat().st_mtime
        except FileNotFoundError:
            return timedelta()
        return at - datetime.fromtimestamp(written, UTC)

    def _folder(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.name
