"""What the launcher says when it cannot go on."""

from pathlib import Path


class EmbeddedError(RuntimeError):
    """An embedded server cannot be started, used or stopped. The text is a sentence for the person at the keyboard."""


def last_lines(log: Path, count: int = 12) -> str:
    """The end of a log, indented, to stand below a sentence; empty when there is no log."""
    if not log.is_file():
        return ""
    lines = log.read_text(errors="replace").splitlines()[-count:]
    return "".join(f"\n    {line}" for line in lines)
