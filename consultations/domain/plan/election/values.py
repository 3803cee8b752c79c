"""What goes into an election of projects and what comes out. Money in whole smallest units of its currency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from consultations.domain.columns import Ints

Words = npt.NDArray[np.uint64]
Where = npt.NDArray[np.int32]

#: Voices together stay below this, so that their sums are exact as floats too.
MOST_VOICES = 2**53


class Ties(StrEnum):
    """The published order between projects that are equal."""

    FILE_ORDER = "file-order"
    CHEAPEST_FIRST = "cheapest-first"


class ElectionFault(ValueError):
    """An election that contradicts itself, in one sentence."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project by its id, with its cost."""

    name: str
    cost: int


@dataclass(frozen=True, slots=True, eq=False)
class Election:
    """Projects in published order and the voices, those that say the same in one row.

    ``approvals``: row by row the projects approved of, a bit each, 64 to a word; ``voices``: how many say so; ``unit``:
    how many smallest units make one of the currency.
    """

    projects: tuple[Project, ...]
    budget: int
    approvals: Words
    voices: Ints
    unit: int = 1

    @classmethod
    def of(cls, projects: Sequence[Project], budget: int, ballots: Mapping[int, int], *, unit: int = 1) -> "Election":
        """The election of these ballots: bit i of a ballot approves of project i; how many voices cast it.

        Raises ElectionFault: negative money, a project named twice, a ballot for a project that does not exist.
        """
        _check(projects, budget, ballots)
        cast = sorted(ballot for ballot, times in ballots.items() if times)
        width = (len(projects) + 63) // 64 * 8
        rows = np.frombuffer(b"".join(ballot.to_bytes(width, "little") for ballot in cast), dtype="<u8")
        voices = np.fromiter((ballots[ballot] for ballot in cast), np.int64, len(cast))
        return cls(tuple(projects), budget, rows.reshape(len(cast), width // 8).astype(np.uint64), voices, unit)

    @property
    def heads(self) -> int:
        """How many voices there are, those included that approve of nothing."""
        return int(self.voices.sum())

    def approve(self, project: int, rows: Words | None = None) -> npt.NDArray[np.bool_]:
        """Which rows approve of a project."""
        word, bit = divmod(project, 64)
        among = self.approvals if rows is None else rows
        return (among[:, word] >> np.uint64(bit) & np.uint64(1)).astype(np.bool_)

    def scores(self) -> list[int]:
        """How many voices approve of each project."""
        return [int(self.voices[self.approve(project)].sum()) for project in range(len(self.projects))]

    def eligible(self, threshold: int = 0) -> list[int]:
        """Projects that somebody approves of, and as many voices as a threshold asks for."""
        return [project for project, score in enumerate(self.scores()) if score >= max(threshold, 1)]

    def cost(self, selected: Sequence[int]) -> int:
        """What these projects cost together."""
        return sum(self.projects[project].cost for project in selected)

    def order(self, ties: Ties) -> list[int]:
        """The place of each project in the order that breaks ties."""
        by_cost = ties is Ties.CHEAPEST_FIRST
        order = sorted(range(len(self.projects)), key=lambda p: (self.projects[p].cost if by_cost else 0, p))
        places = [0] * len(order)
        for place, project in enumerate(order):
            places[project] = place
        return places


@dataclass(frozen=True, slots=True)
class Selected:
    """The projects chosen, in the order of choice, and the equal ones that only the published order set apart."""

    projects: tuple[int, ...]
    ties: tuple[tuple[int, ...], ...] = ()


def _check(projects: Sequence[Project], budget: int, ballots: Mapping[int, int]) -> None:
    names = [project.name for project in projects]
    if len(set(names)) != len(names):
        raise ElectionFault(f"project {next(name for name in names if names.count(name) > 1)} stands twice")
    if min([budget, *(project.cost for project in projects)]) < 0:
        raise ElectionFault("money must not be negative")
    if not 0 <= sum(ballots.values()) < MOST_VOICES or min(ballots.values(), default=0) < 0:
        raise ElectionFault("so many voices are beyond measure")
    if ballots and not 0 <= min(ballots) <= max(ballots) < 1 << len(projects):
        raise ElectionFault("a ballot approves of a project that does not exist")
