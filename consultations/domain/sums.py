"""Running sums of a count: heads and areas by answer and question, heads by label."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from consultations.domain.ballots import Answer
from consultations.domain.columns import Bits, Bytes, Ints

#: label → value → heads for, against, abstaining ("channel" → "paper" → (3, 1, 0))
Split = Mapping[str, Mapping[str, tuple[int, int, int]]]


@dataclass(frozen=True, slots=True)
class Count:
    """Heads and area in whole cm²."""

    heads: int = 0
    area_cm2: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.heads + other.heads, self.area_cm2 + other.area_cm2)


#: Nobody, and nothing.
NOTHING = Count()

COUNTED = (Answer.AGREE, Answer.AGAINST, Answer.ABSTAIN, Answer.BLANK, Answer.SET_ASIDE)
_SPLIT = COUNTED[:3]


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
    """Running sums of heads and areas, per answer and question, and of heads per label."""

    def __init__(self, questions: int, labels: Mapping[str, Sequence[str]]) -> None:
        self._questions = questions
        self._heads = {said: np.zeros(questions, dtype=np.int64) for said in COUNTED}
        self._areas = {said: np.zeros(questions, dtype=np.int64) for said in COUNTED}
        self._labels = {name: np.asarray(values, dtype=object) for name, values in labels.items()}
        self._by_label = {
            (name, value): np.zeros((len(_SPLIT), questions), dtype=np.int64)
            for name, values in labels.items()
            for value in sorted(set(values))
        }

    def add(self, answers: Bytes, own: Ints, start: int) -> None:
        """One block of ballots, with each voice's own area at each question's place."""
        masks = {said: answers == ord(said) for said in COUNTED}
        for said, mask in masks.items():
            self._heads[said] += mask.sum(axis=0)
            self._areas[said] += np.where(mask, own, 0).sum(axis=0)
        for (name, value), sums in self._by_label.items():
            rows = self._labels[name][start : start + len(answers)] == value
            for i, said in enumerate(_SPLIT):
                sums[i] += self._heads_of(masks[said], rows)

    def counts(self) -> dict[Answer, list[Count]]:
        """Heads and area by answer, question by question."""
        return {
            said: [Count(*pair) for pair in zip(self._heads[said].tolist(), self._areas[said].tolist(), strict=True)]
            for said in COUNTED
        }

    def splits(self) -> list[Split]:
        """Question by question, read out of the sums only when somebody looks."""
        return [_LazySplit(self._by_label, question) for question in range(self._questions)]

    @staticmethod
    def _heads_of(mask: Bits, rows: Bits) -> Ints:
        heads: Ints = (mask if rows.all() else mask[rows]).sum(axis=0)
        return heads
