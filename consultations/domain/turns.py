"""Whose turn it is to stand first: within a chapter of the menu, each voice meets the items in an order of its own.

Only what is shown is turned. Question numbers, and with them the ballot as it is stored, keep the round's order.
"""

import hashlib
from collections.abc import Iterable
from itertools import groupby
from typing import TypeVar

Line = TypeVar("Line")


def in_turn(rows: Iterable[tuple[Line, str, str]], *, round: int, voice: int) -> tuple[Line, ...]:
    """The lines as this voice meets them. ``rows``: (line, chapter, item) in the round's order, by their numbers.

    Chapters stay where they are, and the places of one item stay together; inside a chapter the items move up and
    the first go to its end. It hangs on the two numbers alone: the same on every visit, and anyone can check it.
    """
    turned: list[Line] = []
    for chapter, of_chapter in groupby(rows, key=lambda row: row[1]):
        items = [[row[0] for row in of_item] for _, of_item in groupby(of_chapter, key=lambda row: row[2])]
        begin = first_of(len(items), round=round, voice=voice, chapter=chapter)
        turned += [line for item in (*items[begin:], *items[:begin]) for line in item]
    return tuple(turned)


def first_of(items: int, *, round: int, voice: int, chapter: str) -> int:
    """Which of so many items comes first for a voice; over many voices each of them as often."""
    told = hashlib.sha256(f"turn:{round}:{voice}:{chapter}".encode()).digest()
    return int.from_bytes(told, "big") % items
