"""A word to the committee: what a household writes about one item of a selection. It says nothing of what it chose."""

import hashlib
import re
from enum import StrEnum

#: Characters a word may have.
LONGEST = 500


class State(StrEnum):
    """Whether the committee has read a word, and whether everybody may."""

    WAITING = "waiting"
    SHOWN = "shown"
    HIDDEN = "hidden"


class Reason(StrEnum):
    """Why a word is not shown. A closed list, so that reasons can be counted in public without repeating the word."""

    PERSON = "person"
    INSULT = "insult"
    OFF_TOPIC = "off_topic"
    ADVERT = "advert"
    UNREADABLE = "unreadable"


def clean(text: str) -> str:
    """A word as it is kept: one kind of line end, no space at its edges, no more than one empty line in a row."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def left(text: str) -> int:
    """How many characters may still be written; less than none where there are too many."""
    return LONGEST - len(clean(text))


def mark(text: str) -> str:
    """A short mark of a word, so that nothing is shown that was changed after it was read."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]
