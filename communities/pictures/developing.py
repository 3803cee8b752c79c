"""A photo or scan somebody brings → a picture of our own."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from renewal_portal.ledger.domain.refusals import Refused

DARKROOM = Path(__file__).with_name("darkroom.py")
PATIENCE_SECONDS = 45

MOST_BYTES = 16 << 20  # of the file as it is brought
MOST_PAGES = 4

#: How a file of each kind begins.
SIGNS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"RIFF": "WEBP", b"%PDF-": "PDF"}
APPLE = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1")
KNOWN = {"too_many_pixels", "too_many_pages", "broken", "locked"}


class PictureRefused(Refused):
    """The file is no picture that can be kept."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG made by ``develop``: of what was brought nothing is left but what is seen."""

    jpeg: bytes


def develop(content: bytes) -> Picture:
    """Make a photo (JPEG, PNG, WebP) or a scan (PDF, its pages one below the other) anew: upright, at most 1600 pixels
    long a page, without place, time and camera. Takes up to a second: call it before anything is locked.

    Raises PictureRefused "empty_file", "too_large", "apple_photo", "no_picture", "too_many_pixels", "too_many_pages",
    "locked" or "broken"; nothing else, whatever the file holds.
    """
    if not content:
        raise PictureRefused("empty_file")
    if len(content) > MOST_BYTES:
        raise PictureRefused("too_large", most=MOST_BYTES >> 20)
    if content[4:12] in APPLE:
        raise PictureRefused("apple_photo")
    kind = next((kind for sign, kind in SIGNS.items() if content.startswith(sign)), None)
    if kind is None:
        raise PictureRefused("no_picture")
    return Picture(_developed(content, kind))


def _developed(content: bytes, kind: str) -> bytes:
    command = [sys.executable, "-I", str(DARKROOM), kind, str(MOST_PAGES)]
    try:
        ran = subprocess.run(  # noqa: S603 - our own file, and words of our own
            command, input=content, capture_output=True, timeout=PATIENCE_SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise PictureRefused("broken") from late
    if ran.returncode != 0:
        said = ran.stderr.decode(errors="replace")
        if said == "too_many_pages":
            raise PictureRefused("too_many_pages", most=MOST_PAGES)
        raise PictureRefused(said if said in KNOWN else "broken")
    return ran.stdout
