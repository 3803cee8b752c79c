"""Numbered sheets of paper: where each one is, what two people read on it, and whether everything adds up.

Handbook 4.3 (Offline entry): numbered ballots, an issue and return list, entry by two people who do not see each
other's, differences to a third; issued = returned + missing + spoilt, and returned = counted + set aside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultations.domain.ballots import SAYABLE, Answer, decode, set_aside


class State(StrEnum):
    """Where a sheet is. ``spoilt``: taken out of use before it came back; ``set_aside``: came back and counts not."""

    OUT = "out"
    SPOILT = "spoilt"
    RETURNED = "returned"
    COUNTED = "counted"
    SET_ASIDE = "set_aside"


#: With such a sheet a voice has the one it is due; another would be a second.
LIVE = frozenset({State.OUT, State.RETURNED, State.COUNTED})


class SpoiltWhy(StrEnum):
    """Why a sheet is taken out of use before it came back. No free text: it would speak of people."""

    LOST = "lost"
    SPOILT_BY_VOTER = "spoilt_by_voter"
    BADLY_PRINTED = "badly_printed"
    REFUSED = "refused"


class Fault(StrEnum):
    """Why a sheet that came back is no valid ballot; the word stands in the count beside what was set aside."""

    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"
    BLANK = "blank"
    NOT_THE_VOTER = "not_the_voter"


class Entered(StrEnum):
    """How far the reading of a sheet that came back is."""

    UNREAD = "unread"
    ONCE = "once"
    DIFFERING = "differing"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person read on a sheet: a fault, or the answers (in the alphabet of ballots) and choices.

    ``replaces``: the box is marked by which it replaces the online ballot, and voter and two witnesses signed there.
    """

    answers: str
    choices: str = ""
    fault: Fault | None = None
    replaces: bool = False

    @property
    def said(self) -> dict[int, Answer]:
        """The answers that can be read."""
        return {number: answer for number, answer in decode(self.answers).items() if answer in SAYABLE}

    @property
    def unclear(self) -> frozenset[int]:
        """The questions whose answer cannot be read."""
        return frozenset(number for number, answer in decode(self.answers).items() if answer is Answer.SET_ASIDE)


def faulty(fault: Fault, answers: str) -> Reading:
    """A sheet that is no valid ballot: nothing on it is read, every question is set aside."""
    return Reading(set_aside(answers, decode(answers)), fault=fault)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two readings differ: the question numbers, and whether in the fault, the choices or the replacement."""

    questions: tuple[int, ...]
    fault: bool
    choices: bool
    replaces: bool

    def __bool__(self) -> bool:
        return bool(self.questions or self.fault or self.choices or self.replaces)


def difference(one: Reading, other: Reading) -> Difference:
    """What a third person has to look at."""
    fault = one.fault is not other.fault
    pairs = zip(one.answers, other.answers, strict=True)
    numbers = tuple(number for number, (mine, yours) in enumerate(pairs, start=1) if mine != yours)
    return Difference(
        questions=() if fault else numbers,
        fault=fault,
        choices=not fault and one.choices != other.choices,
        replaces=not fault and one.replaces != other.replaces,
    )


def entered(readings: Sequence[Reading]) -> Entered:
    """How far the reading is, by the readings in their order."""
    if not readings:
        return Entered.UNREAD
    if len(readings) == 1:
        return Entered.ONCE
    if len(readings) == 2 and difference(*readings):
        return Entered.DIFFERING
    return Entered.SETTLED


def settled(readings: Sequence[Reading]) -> Reading | None:
    """The reading that holds: two that agree, else the third person's; None while it is not settled."""
    return readings[-1] if entered(readings) is Entered.SETTLED else None


class Gap(StrEnum):
    """One thing that keeps a round's paper from adding up."""

    SHEETS = "sheets"
    UNREAD = "unread"
    ONCE = "once"
    DIFFERING = "differing"
    BOX_NOT_COUNTED = "box_not_counted"
    BOX_DIFFERS = "box_differs"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A round's sheets in figures. ``in_box``: the sheets that came back as two people counted them by hand.

    issued = returned + missing + spoilt, and returned = counted + set aside; until the round closes *missing* are those
    still out.
    """

    issued: int
    spoilt: int
    missing: int
    returned: int
    counted: int
    set_aside: int
    unread: int = 0
    once: int = 0
    differing: int = 0
    in_box: int | None = None

    @property
    def first_sum(self) -> bool:
        """Is every sheet that was issued accounted for?"""
        return self.issued == self.returned + self.missing + self.spoilt

    @property
    def second_sum(self) -> bool:
        """Is every sheet that came back counted, or set aside with its reason?"""
        return self.returned == self.counted + self.set_aside

    @property
    def adds_up(self) -> bool:
        """Nothing is left to do before the count."""
        return not any(True for _ in gaps(self))


def gaps(paper: Reconciliation) -> Iterator[tuple[Gap, int]]:
    """What does not add up, each with how many sheets; nothing where no sheet was issued, no box where none is back."""
    if not paper.issued:
        return
    if not paper.first_sum:
        yield Gap.SHEETS, abs(paper.issued - paper.returned - paper.missing - paper.spoilt)
    waiting = ((Gap.UNREAD, paper.unread), (Gap.ONCE, paper.once), (Gap.DIFFERING, paper.differing))
    yield from ((gap, number) for gap, number in waiting if number)
    if not paper.second_sum and not any(number for _, number in waiting):
        yield Gap.SHEETS, abs(paper.returned - paper.counted - paper.set_aside)
    if paper.in_box is None and paper.returned:
        yield Gap.BOX_NOT_COUNTED, paper.returned
    elif paper.in_box is not None and paper.in_box != paper.returned:
        yield Gap.BOX_DIFFERS, abs(paper.in_box - paper.returned)


def reconcile(stack: Sequence[tuple[State, Entered | None]], *, in_box: int | None = None) -> Reconciliation:
    """Add a round's sheets up, each by where it is and how far its reading is."""
    states = [state for state, _ in stack]
    waits = [how_far for state, how_far in stack if state is State.RETURNED]
    counted, aside = states.count(State.COUNTED), states.count(State.SET_ASIDE)
    return Reconciliation(
        issued=len(states),
        spoilt=states.count(State.SPOILT),
        missing=states.count(State.OUT),
        returned=len(waits) + counted + aside,
        counted=counted,
        set_aside=aside,
        unread=waits.count(Entered.UNREAD),
        once=waits.count(Entered.ONCE),
        differing=waits.count(Entered.DIFFERING),
        in_box=in_box,
    )
