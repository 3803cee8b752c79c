"""Letters that sign a voice in: whom one goes to, why it is made anew, how long its file is kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from communities.domain.electorate import VoiceKind

#: How long the PDF, which holds the codes, waits to be fetched.
KEPT = timedelta(hours=24)
DOORS_NAMED = 3  # on a letter; the others are counted


class Reason(StrEnum):
    """Why letters that were sent are replaced or taken back. No free text: it would speak of people."""

    LOST = "lost"
    SEEN = "seen"
    NOT_RECEIVED = "not_received"
    WRONG_DATA = "wrong_data"
    NEW_HOLDER = "new_holder"
    BROKEN_FILE = "broken_file"


class Wording(StrEnum):
    """What a letter has to say to its reader."""

    HOUSEHOLD = "household"
    OWNER = "owner"
    CO_OWNER = "co_owner"
    NOBODY_NAMED = "nobody_named"


@dataclass(frozen=True, slots=True)
class Addressee:
    """A voice of the roll as a letter addresses it, or a co-owner who casts nothing.

    ``subject`` is the household's unit or the owner; ``person`` the owner's named representative, with their ``name``
    and whether there are ``others`` of the same owner. A household has no name on it, the developer no person.
    ``represented``: a co-owner, with the name of the ``representative``; empty where nobody is named yet.
    """

    kind: VoiceKind
    subject: int
    doors: tuple[str, ...]
    person: int | None = None
    name: str = ""
    others: bool = False
    represented: bool = False
    representative: str = ""

    @property
    def wording(self) -> Wording:
        """A co-owner learns who casts for them, or that somebody has to be named."""
        if not self.represented:
            return Wording(self.kind)
        return Wording.CO_OWNER if self.representative else Wording.NOBODY_NAMED

    @property
    def door(self) -> str:
        """Where the letter goes; empty for an owner who held nothing when the roll was fixed."""
        return self.doors[0] if self.doors else ""


def in_order(addressees: Iterable[Addressee]) -> tuple[Addressee, ...]:
    """As somebody walks from door to door: 2-1-101, 2-1-102, 10-1-101. Co-owners come after who casts for them."""
    return tuple(
        sorted(addressees, key=lambda each: (walk(each.door), each.subject, each.represented, each.person or 0))
    )


def by_door(doors: Iterable[str]) -> tuple[str, ...]:
    """Doors in the same order."""
    return tuple(sorted(doors, key=walk))


def walk(door: str) -> tuple[tuple[int, int, str], ...]:
    """Numbers inside a door compare as numbers, and come before letters."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)|\W+", door) if part
    )
