"""One owner at a time, told by the kernel: the lock of a killed owner is free at once."""

import fcntl
import os
from pathlib import Path

from .errors import EmbeddedError


class Lock:
    """An exclusive lock on a file, held until ``release`` or the death of the process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Whether the lock is now ours."""
        descriptor = self._open()
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def is_held_by_another(self) -> bool:
        if not self.path.exists():
            return False
        if self.take():
            self.release()
            return False
        return True

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except PermissionError as refused:
            raise EmbeddedError(
                f"{self.path} cannot be written: it belongs to another user. "
                "Run this as that user, or in a clone of your own."
            ) from refused
