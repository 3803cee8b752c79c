"""Codes to be copied from a screen: by hand in groups, by a camera as a square."""

import segno
from django.utils.safestring import SafeString, mark_safe

GROUP = 4


def grouped(code: str) -> str:
    """A code in groups of four, as it is copied by hand."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def qr(text: str) -> SafeString:
    """A QR code as SVG without a style of its own."""
    code = segno.make(text, error="m")
    return mark_safe(code.svg_inline(omitsize=True, border=0, svgclass=None, lineclass=None))  # noqa: S308 - our own
