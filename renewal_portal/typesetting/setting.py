"""From plain data to the pages of a paper."""

import io
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from .glyphs import printable

ROOT = Path(__file__).resolve().parent.parent.parent
PAPERS = ROOT / "templates" / "papers"
PRESS = Path(__file__).with_name("press.py")
PATIENCE_SECONDS = 120


class NotTypeset(Exception):
    """The paper did not come out as its layout promises; the message says why."""


def typeset(name: str, data: Mapping[str, Any], *, folder: Path = PAPERS, patience: float = PATIENCE_SECONDS) -> bytes:
    """A paper as a tagged PDF (PDF/UA): ``name`` is its layout in the folder, ``data`` what JSON can hold.

    The same data give the same bytes. A character no font has is printed as 〓.

    Raises NotTypeset, also for what the compiler only warns of.
    """
    if not (folder / f"{name}.typ").is_file():
        raise NotTypeset(f"{name}: there is no such layout")
    written = json.dumps(printable(data), ensure_ascii=False).encode()
    command = [sys.executable, "-I", str(PRESS), str(folder), name]
    try:
        ran = subprocess.run(  # noqa: S603 - our own file, and a name of our own
            command, input=written, capture_output=True, timeout=patience, env={}, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise NotTypeset(f"{name}: not done after {patience} s") from late
    if ran.returncode != 0:
        raise NotTypeset(f"{name}: {ran.stderr.decode(errors='replace').strip() or f'ended with {ran.returncode}'}")
    return ran.stdout


def join(parts: Sequence[bytes]) -> bytes:
    """Several PDFs as one, in order; a single one as it is. A joined one has lost its tags: it is for a printer."""
    if len(parts) == 1:
        return parts[0]
    whole, written = pypdfium2.PdfDocument.new(), io.BytesIO()
    try:
        for part in parts:
            opened = pypdfium2.PdfDocument(part)
            whole.import_pages(opened)
            opened.close()
        whole.save(written)
    finally:
        whole.close()
    return written.getvalue()
