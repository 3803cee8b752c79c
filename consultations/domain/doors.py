"""From door to door: what is known of each door in a vote, and how a building is drawn. Never what anybody answered."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from communities.domain.letters import walk
from consultations.domain.sheets import State as Sheet


class State(StrEnum):
    """How far a vote has come at a door. ``ONLINE`` is never marked: it follows from the ballot being there."""

    NOT_REACHED = "not_reached"
    LETTER = "letter"
    ONLINE = "online"
    PAPER_OUT = "paper_out"
    PAPER_BACK = "paper_back"
    REFUSED = "refused"
    MOVED = "moved"


#: What somebody at a door may record.
MARKS = tuple(state for state in State if state is not State.ONLINE)
#: Behind these a ballot stands already, or is in the committee's hands.
ANSWERED = frozenset({State.ONLINE, State.PAPER_BACK})
#: A sheet in one of these states came back.
BACK = frozenset({Sheet.RETURNED, Sheet.COUNTED})
#: Marks that say less than a sheet that was given out.
LESS_THAN_A_SHEET = frozenset({State.NOT_REACHED, State.LETTER})
#: Channels of a ballot that came on a sheet; all others came by a screen.
ON_PAPER = frozenset({"paper", "proxy"})


@dataclass(frozen=True, slots=True)
class Door:
    """A part with a voice in the vote. ``cast``: its ballot is there; ``walker``: the volunteer who goes there."""

    unit: int
    door: str
    place: str
    floor: int | None
    state: State
    cast: bool = False
    walker: int | None = None

    @property
    def short(self) -> str:
        """What tells it from its neighbours: "3-2-501" in stairwell "3-2" is "501"."""
        return self.door.removeprefix(f"{self.place}-")


@dataclass(frozen=True, slots=True)
class Floor:
    """The doors of one floor, in the order somebody passes them."""

    number: int | None
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class Stairwell:
    """A stairwell as one looks at it: the highest floor on top; doors without a floor below all others."""

    place: str
    floors: tuple[Floor, ...]


def state_of(mark: str | None, channel: str | None, sheet: str | None = None) -> State:
    """The state of a door: a standing ballot (its ``channel``) says most, then its voice's paper ``sheet`` that came
    back, then the newest ``mark``; a sheet that is out says more than a letter."""
    if channel is not None:
        return State.PAPER_BACK if channel in ON_PAPER else State.ONLINE
    if sheet in BACK:
        return State.PAPER_BACK
    marked = State(mark) if mark else State.NOT_REACHED
    return State.PAPER_OUT if sheet is not None and marked in LESS_THAN_A_SHEET else marked


def building_of(place: str) -> str:
    """The building a place belongs to; "community" for what stands outside of all of them."""
    return place.partition("-")[0]


def drawn(doors: Iterable[Door]) -> tuple[Stairwell, ...]:
    """Stairwell by stairwell, floor by floor."""
    places: dict[str, dict[int | None, list[Door]]] = defaultdict(lambda: defaultdict(list))
    for door in doors:
        places[door.place][door.floor].append(door)
    return tuple(Stairwell(place, _floors(places[place])) for place in sorted(places, key=walk))


def _floors(floors: Mapping[int | None, list[Door]]) -> tuple[Floor, ...]:
    order = sorted(floors, key=lambda number: (number is None, -(number or 0)))
    return tuple(Floor(number, tuple(sorted(floors[number], key=lambda door: walk(door.door)))) for number in order)


def counted(doors: Iterable[Door]) -> dict[State, int]:
    """How many doors are in each state; every state is named."""
    found = Counter(door.state for door in doors)
    return {state: found[state] for state in State}
