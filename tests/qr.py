"""A QR code read off a page: the dark modules, as a camera sees them."""

import pypdfium2
import segno

SCALE = 4
BLACK = 8  # of 255; text and lines of our papers are lighter than this


def modules(page: pypdfium2.PdfPage, size: int) -> list[list[int]]:
    """The purely black square of a page, sampled in the middle of every module."""
    picture = page.render(scale=SCALE, grayscale=True)
    rows = [bytes(picture.buffer)[y * picture.stride :][: picture.width] for y in range(picture.height)]
    dark = [y for y, row in enumerate(rows) if min(row) <= BLACK]
    top, bottom = dark[0], dark[-1] + 1
    left = min(x for row in rows[top:bottom] for x, shade in enumerate(row) if shade <= BLACK)
    step = (bottom - top) / size
    middles = [(number + 0.5) * step for number in range(size)]
    return [[int(rows[int(top + y)][int(left + x)] <= 128) for x in middles] for y in middles]


def drawn(text: str) -> list[list[int]]:
    """The modules that say this, without a border."""
    return [[int(module) for module in row] for row in segno.make(text, error="m").matrix]
