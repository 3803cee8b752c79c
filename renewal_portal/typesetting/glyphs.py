"""Which characters can be printed. A rare character of a name must not stop the letters of a whole community."""

import struct
from bisect import bisect_right
from functools import lru_cache
from typing import Any

import pylopdf_fonts_zh_cn

#: The geta mark stands where a printer has no type; somebody adds the character by hand.
MISSING = "〓"
LATIN = 0x250  # below it every face of the compiler has what European names need


def printable(data: Any) -> Any:
    """The same data, with MISSING for every character of a text that the Chinese face does not have."""
    if isinstance(data, str):
        return data if data.isascii() else "".join(map(_or_missing, data))
    if isinstance(data, dict):
        return {key: printable(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [printable(value) for value in data]
    return data


@lru_cache(maxsize=8192)
def _or_missing(character: str) -> str:
    code = ord(character)
    starts, ends = _ranges()
    place = bisect_right(starts, code) - 1
    return character if code < LATIN or (place >= 0 and code <= ends[place]) else MISSING


@lru_cache(maxsize=1)
def _ranges() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last code points of the runs the face has: the format 12 table of its ``cmap`` (OpenType)."""
    font = pylopdf_fonts_zh_cn.sans_path().read_bytes()
    cmap = _table(font, b"cmap")
    count = struct.unpack_from(">H", cmap, 2)[0]
    records = [struct.unpack_from(">HHI", cmap, 4 + 8 * number) for number in range(count)]
    at = next(offset for _platform, _encoding, offset in records if struct.unpack_from(">H", cmap, offset)[0] == 12)
    groups = struct.unpack_from(">I", cmap, at + 12)[0]
    runs = [struct.unpack_from(">III", cmap, at + 16 + 12 * number) for number in range(groups)]
    return tuple(first for first, _, _ in runs), tuple(last for _, last, _ in runs)


def _table(font: bytes, wanted: bytes) -> bytes:
    count = struct.unpack_from(">H", font, 4)[0]
    for number in range(count):
        tag, _sum, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == wanted:
            return font[start : start + length]
    raise ValueError(f"the font has no table {wanted!r}")
