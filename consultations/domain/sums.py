"""Running sums of a count: heads and areas by answer and question, heads by label."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from consultations.domain.ballots import Answer
from consultations.domain.columns import Bytes, Ints

#: label → value → heads for, against, abstaining ("channel" → "paper" → (3, 1, 0))
Split = Mapping[str, Mapping[str, tuple[int, int, int]]]


class Count(NamedTuple):
    """Heads and area in whole cm²."""

    heads: int = 0
    area_cm2: int = 0

    def __add__(self, other: "Count") -> "Count":  # type: ignore[override]  # added up, not put end to end
        return Count(self.heads + other.heads, self.area_cm2 + other.area_cm2)


#: Nobody, and nothing.
NOTHING = Count()

COUNTED = (Answer.AGREE, Answer.AGAINST, Answer.ABSTAIN, Answer.BLANK, Answer.SET_ASIDE)
_SPLIT = COUNTED[:3]
#: Byte → its answer's place in COUNTED; whatever else it is, one place behind.
_PLACE = np.full(256, len(COUNTED), dtype=np.int64)
_PLACE[[ord(said) for said in COUNTED]] = range(len(COUNTED))
#: Floats hold whole numbers up to here exactly.
_EXACT = 2**53


class _LazySplit(Mapping[str, Mapping[str, tuple[int, int, int]]]):
    """The split of one question; values nobody has are left out. Most counts are stored without being looked at."""

    __slots__ = ("_question", "_table")

    def __init__(self, table: Mapping[tuple[str, str], Ints], question: int) -> None:
        self._table, self._question = table, question

    def __getitem__(self, name: str) -> Mapping[str, tuple[int, int, int]]:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def _read(self) -> dict[str, dict[str, tuple[int, int, int]]]:
        split: dict[str, dict[str, tuple[int, int, int]]] = {}
        for (name, value), sums in self._table.items():
            agree, against, abstain = sums[:, self._question].tolist()
            if agree or against or abstain:
                split.setdefault(name, {})[value] = (agree, against, abstain)
        return split


class Sums:
    """Running sums of heads and areas, per answer and question, and of heads per label.

    A cell is an answer to a question; all cells of a block are added up in one pass.
    """

    def __init__(self, questions: int, labels: Mapping[str, Sequence[str]]) -> None:
        self._shape = (len(COUNTED) + 1, questions)
        self._heads, self._areas = np.zeros(self._shape, dtype=np.int64), np.zeros(self._shape, dtype=np.int64)
        self._values = {name: sorted(set(values)) for name, values in labels.items()}
        self._whose = {name: _numbered(values, self._values[name]) for name, values in labels.items()}
        self._by_label = {
            name: np.zeros((len(values), *self._shape), dtype=np.int64) for name, values in self._values.items()
        }

    def add(self, answers: Bytes, own: Ints, start: int) -> None:
        """One block of ballots, with each voice's own area at each question's place."""
        cells = _PLACE[answers] * self._shape[1] + np.arange(self._shape[1])
        heads = self._times(cells)
        self._heads += heads
        self._areas += self._weighed(cells.ravel(), own.ravel())
        for name, sums in self._by_label.items():
            if len(sums) == 1:
                sums += heads
            else:
                whose = self._whose[name][start : start + len(answers), None]
                sums += self._times(whose * self._heads.size + cells, len(sums))

    def counts(self) -> dict[Answer, list[Count]]:
        """Heads and area by answer, question by question."""
        return {said: self.together(said) for said in COUNTED}

    def together(self, *answers: Answer) -> list[Count]:
        """Heads and area of all who gave one of these answers, question by question."""
        which = [COUNTED.index(said) for said in answers]
        heads, areas = self._heads[which].sum(axis=0), self._areas[which].sum(axis=0)
        return list(map(Count, heads.tolist(), areas.tolist()))

    def splits(self) -> list[Split]:
        """Question by question, read out of the sums only when somebody looks."""
        table = {
            (name, value): sums[: len(_SPLIT)]
            for name, values in self._values.items()
            for value, sums in zip(values, self._by_label[name], strict=True)
        }
        return [_LazySplit(table, question) for question in range(self._shape[1])]

    def _times(self, cells: Ints, tables: int = 1) -> Ints:
        times = np.bincount(cells.ravel(), minlength=tables * self._heads.size)
        return times.reshape((tables, *self._shape) if tables > 1 else self._shape)

    def _weighed(self, cells: Ints, areas: Ints) -> Ints:
        if int(areas.max(initial=0)) * len(areas) < _EXACT:
            return np.bincount(cells, areas, self._heads.size).astype(np.int64).reshape(self._shape)
        sums = np.zeros(self._heads.size, dtype=np.int64)
        np.add.at(sums, cells, areas)
        return sums.reshape(self._shape)


def _numbered(values: Sequence[str], known: Sequence[str]) -> Ints:
    number = {value: i for i, value in enumerate(known)}
    return np.fromiter(map(number.__getitem__, values), np.int64, len(values))
