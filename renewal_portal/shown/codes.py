"""Codes to be copied from a screen or from paper: by hand in groups, by a camera as a square."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe

GROUP = 4


def grouped(code: str) -> str:
    """A code in groups of four, as it is copied by hand."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def qr(text: str) -> SafeString:
    """A QR code as SVG without a style of its own: it stands in a page as it is, and is a picture by itself."""
    drawn = BytesIO()
    segno.make(text, error="m").save(
        drawn, kind="svg", xmldecl=False, nl=False, omitsize=True, border=0, svgclass=None, lineclass=None
    )
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - our own
