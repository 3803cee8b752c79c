"""A meeting from its call to its minutes: which step follows which, who is present when, and what hands resolve.

A *sitting* is a meeting that is called and run here. Its minutes, once published, are a meeting like one that was
written down afterwards. Source: handbook 2.1 (three voices) and 2.7 (periods).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from communities.domain.electorate import VoiceKind


class Kind(StrEnum):
    """Who is called."""

    RESIDENTS = "residents"
    REPRESENTATIVES = "representatives"
    OWNERS_ASSEMBLY = "owners_assembly"
    JOINT_REVIEW = "joint_review"


class State(StrEnum):
    """How far a sitting is. Its agenda changes until the notice hangs, its minutes until two people have signed."""

    PREPARED = "prepared"
    CALLED = "called"
    OPEN = "open"
    ENDED = "ended"
    MINUTED = "minuted"
    SIGNED = "signed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Part(StrEnum):
    """For whom a signature stands under the minutes."""

    CHAIR = "chair"
    RECORDER = "recorder"


class Field(StrEnum):
    """What a guest is asked as."""

    PLANNER = "planner"
    ARCHITECT = "architect"
    ENGINEER = "engineer"
    FIRE = "fire"
    OFFICIAL = "official"
    OTHER = "other"


S = State

NEXT: Mapping[State, frozenset[State]] = {
    S.PREPARED: frozenset({S.CALLED, S.CANCELLED}),
    S.CALLED: frozenset({S.OPEN, S.CANCELLED}),
    S.OPEN: frozenset({S.ENDED}),
    S.ENDED: frozenset({S.MINUTED}),
    S.MINUTED: frozenset({S.SIGNED}),
    S.SIGNED: frozenset({S.PUBLISHED}),
    S.PUBLISHED: frozenset(),
    S.CANCELLED: frozenset(),
}

#: Whose voices come to which kind; to the others people come by name.
VOICES: Mapping[Kind, VoiceKind | None] = {
    Kind.RESIDENTS: VoiceKind.HOUSEHOLD,
    Kind.REPRESENTATIVES: None,
    Kind.OWNERS_ASSEMBLY: VoiceKind.OWNER,
    Kind.JOINT_REVIEW: None,
}

#: A chair opens a meeting when people have gathered, which may be a little before the hour.
EARLY = timedelta(hours=1)


def notice_days(kind: Kind, settings: Mapping[str, int]) -> int:
    """How many days before it is held everybody must be able to read the notice."""
    return settings["decision_notice_days" if kind is Kind.OWNERS_ASSEMBLY else "meeting_notice_days"]


def earliest(posted_at: datetime, days: int) -> datetime:
    """The first moment at which a meeting may be held whose notice is posted now."""
    return posted_at + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Stay:
    """From when to when somebody was in the room; who leaves and comes back has two."""

    who: str
    came_at: datetime
    left_at: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        return self.came_at <= moment and (self.left_at is None or moment < self.left_at)


def present(stays: Iterable[Stay], moment: datetime) -> int:
    """How many are in the room at a moment; nobody is counted twice."""
    return len({stay.who for stay in stays if stay.covers(moment)})


def came(stays: Iterable[Stay]) -> int:
    """How many came at all."""
    return len({stay.who for stay in stays})


@dataclass(frozen=True, slots=True)
class Hands:
    """A show of hands."""

    in_favour: int
    against: int
    abstaining: int = 0

    def fit(self, present: int) -> bool:
        """Nobody raises two hands, and nobody who is not there raises one."""
        every = (self.in_favour, self.against, self.abstaining)
        return min(every) >= 0 and sum(every) <= present


def quorate(present: int, entitled: int, percent: int) -> bool:
    """Are more there than the share the district asks for?"""
    return present * 100 > percent * entitled


def still_missing(present: int, entitled: int, percent: int) -> int:
    """How many more have to come before anything can be resolved."""
    return max(0, percent * entitled // 100 + 1 - present)


def carries(hands: Hands, *, present: int, entitled: int, percent: int) -> bool:
    """A resolution needs the quorum, and more hands for it than against it and abstaining together."""
    return quorate(present, entitled, percent) and hands.in_favour > hands.against + hands.abstaining
