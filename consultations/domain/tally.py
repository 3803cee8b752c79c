"""The count: heads and areas per question, verdict and margin.

Everything is whole numbers: heads, and areas in square centimetres as 64-bit integers (a voice's area in every place,
summed, stays far below 2^63). Columns instead of objects, so that a city is counted in seconds.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from consultations.domain.ballots import ALPHABET, Answer
from consultations.domain.rules import Rule, RuleBook

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]

#: label → value → heads for, against, abstaining ("channel" → "paper" → (3, 1, 0))
Split = Mapping[str, Mapping[str, tuple[int, int, int]]]

#: Rows counted at once: bounds the memory of a round with a thousand questions.
BLOCK = 4096


class TallyFault(ValueError):
    """Inputs that contradict each other. ``where`` names the entry of the file, ``why`` says what is wrong."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class Verdict(StrEnum):
    """What became of a question; a wish is counted and ranked, not decided."""

    PASSED = "passed"
    FAILED = "failed"
    NO_QUORUM = "no_quorum"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a count sees it; its number is its position, from 1."""

    place: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Roll:
    """Columns of the roll: row i says that ``voices[i]`` has ``areas_cm2[i]`` in ``places[i]``."""

    voices: Sequence[int] | Ints
    places: Sequence[str]
    areas_cm2: Sequence[int] | Ints


@dataclass(frozen=True, slots=True)
class Votes:
    """Columns of the standing ballots: whose, what, and labels such as channel or identity strength to split by."""

    voices: Sequence[int] | Ints
    answers: Sequence[str]
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Count:
    """Heads and area in whole cm²."""

    heads: int = 0
    area_cm2: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.heads + other.heads, self.area_cm2 + other.area_cm2)


@dataclass(frozen=True, slots=True)
class Margin:
    """What was lacking, zero where nothing was: in taking part, then in agreement among those taking part."""

    quorum: Count = Count()
    consent: Count = Count()


#: Nothing was lacking.
NO_MARGIN = Margin()


@dataclass(frozen=True, slots=True)
class Line:
    """The count of one question."""

    place: str
    rule: Rule
    entitled: Count
    agree: Count
    against: Count
    abstain: Count
    blank: Count
    set_aside: Count
    taking_part: Count
    verdict: Verdict
    margin: Margin
    split: Split


@dataclass(frozen=True, slots=True)
class Tally:
    """What a round adds up to."""

    lines: tuple[Line, ...]
    ballots: int
    labels: Mapping[str, Mapping[str, int]]


def count(questions: Sequence[Asked], roll: Roll, votes: Votes, book: RuleBook) -> Tally:
    """Count a round.

    Raises TallyFault: a voice twice in a place, an area below 1, a ballot of nobody on the roll or a second one of a
    voice, a ballot whose length or characters do not fit, an answer to another place's question or a hole in one's own.
    """
    ids, area = _areas(roll, questions)
    column = {place: i for i, place in enumerate(_places(questions, roll))}
    at = np.fromiter((column[question.place] for question in questions), dtype=np.int64, count=len(questions))
    rows = _rows(votes, ids)
    sums = _Sums(len(questions), votes.labels)
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        answers = _matrix(votes, start, start + BLOCK, len(questions))
        own = area[block][:, at]
        _check_asked(answers, own > 0, votes, start)
        sums.add(answers, own, start)
    heads, areas = (area > 0).sum(axis=0)[at].tolist(), area.sum(axis=0)[at].tolist()
    counts, splits = sums.counts(), sums.splits()
    lines = tuple(
        _line(question, Count(heads[i], areas[i]), {said: each[i] for said, each in counts.items()}, splits[i], book)
        for i, question in enumerate(questions)
    )
    return Tally(lines, len(rows), {name: dict(sorted(Counter(v).items())) for name, v in votes.labels.items()})


def verdict_of(rule: Rule, taking_part: Count, margin: Margin) -> Verdict:
    """The verdict of one question: heads and area must each reach every threshold, and somebody must take part."""
    if rule is Rule.NONE:
        return Verdict.WISH
    if margin.quorum != Count() or not taking_part.heads:
        return Verdict.NO_QUORUM
    return Verdict.PASSED if margin.consent == Count() else Verdict.FAILED


def margin_of(rule: Rule, entitled: Count, taking_part: Count, agree: Count, book: RuleBook) -> Margin:
    """How many more heads and how much more area were needed to take part, and to agree among those who did."""
    if rule is Rule.NONE:
        return NO_MARGIN
    quorum, consent = book.quorum, book.threshold(rule)
    return Margin(
        Count(quorum.short(taking_part.heads, entitled.heads), quorum.short(taking_part.area_cm2, entitled.area_cm2)),
        Count(consent.short(agree.heads, taking_part.heads), consent.short(agree.area_cm2, taking_part.area_cm2)),
    )


def _line(question: Asked, entitled: Count, said: Mapping[Answer, Count], split: Split, book: RuleBook) -> Line:
    part = said[Answer.AGREE] + said[Answer.AGAINST] + said[Answer.ABSTAIN]
    if book.blank_takes_part:
        part += said[Answer.BLANK]
    margin = margin_of(question.rule, entitled, part, said[Answer.AGREE], book)
    return Line(
        place=question.place,
        rule=question.rule,
        entitled=entitled,
        agree=said[Answer.AGREE],
        against=said[Answer.AGAINST],
        abstain=said[Answer.ABSTAIN],
        blank=said[Answer.BLANK],
        set_aside=said[Answer.SET_ASIDE],
        taking_part=part,
        verdict=verdict_of(question.rule, part, margin),
        margin=margin,
        split=split,
    )


_COUNTED = (Answer.AGREE, Answer.AGAINST, Answer.ABSTAIN, Answer.BLANK, Answer.SET_ASIDE)
_SPLIT = _COUNTED[:3]


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


class _Sums:
    """Running sums of heads and areas, per answer and question, and of heads per label."""

    def __init__(self, questions: int, labels: Mapping[str, Sequence[str]]) -> None:
        self._questions = questions
        self._heads = {said: np.zeros(questions, dtype=np.int64) for said in _COUNTED}
        self._areas = {said: np.zeros(questions, dtype=np.int64) for said in _COUNTED}
        self._labels = {name: np.asarray(values, dtype=object) for name, values in labels.items()}
        self._by_label = {
            (name, value): np.zeros((len(_SPLIT), questions), dtype=np.int64)
            for name, values in labels.items()
            for value in sorted(set(values))
        }

    def add(self, answers: Bytes, own: Ints, start: int) -> None:
        """One block of ballots, with each voice's own area at each question's place."""
        masks = {said: answers == ord(said) for said in _COUNTED}
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
            for said in _COUNTED
        }

    def splits(self) -> list[Split]:
        """Question by question, read out of the sums only when somebody looks."""
        return [_LazySplit(self._by_label, question) for question in range(self._questions)]

    @staticmethod
    def _heads_of(mask: Bits, rows: Bits) -> Ints:
        heads: Ints = (mask if rows.all() else mask[rows]).sum(axis=0)
        return heads


def _places(questions: Sequence[Asked], roll: Roll) -> list[str]:
    return sorted({question.place for question in questions} | set(roll.places))


def _areas(roll: Roll, questions: Sequence[Asked]) -> tuple[Ints, Ints]:
    """Sorted voice ids, and their area at every place as a table."""
    places = {place: i for i, place in enumerate(_places(questions, roll))}
    voices = np.asarray(roll.voices, dtype=np.int64)
    ids = np.unique(voices)
    table = np.zeros((len(ids), len(places)), dtype=np.int64)
    at = (np.searchsorted(ids, voices), np.fromiter((places[p] for p in roll.places), np.int64, len(roll.places)))
    areas = np.asarray(roll.areas_cm2, dtype=np.int64)
    if (areas < 1).any():
        raise TallyFault(f"voice {voices[int(np.argmax(areas < 1))]}", "an area must be at least 1 cm²")
    np.add.at(table, at, 1)
    if (table > 1).any():
        row, place = np.argwhere(table > 1)[0]
        raise TallyFault(f"voice {ids[row]}", f"has two shares in {list(places)[place]!r}")
    table[at] = areas
    return ids, table


def _rows(votes: Votes, ids: Ints) -> Ints:
    """Where each ballot's voice stands in the table of areas."""
    voices = np.asarray(votes.voices, dtype=np.int64)
    known = np.isin(voices, ids)
    if not known.all():
        raise TallyFault(f"ballot of voice {voices[int(np.argmin(known))]}", "is not on the roll")
    seen, times = np.unique(voices, return_counts=True)
    if (times > 1).any():
        raise TallyFault(f"voice {seen[int(np.argmax(times > 1))]}", "has two standing ballots")
    return np.searchsorted(ids, voices)


def _matrix(votes: Votes, start: int, stop: int, questions: int) -> Bytes:
    answers = votes.answers[start:stop]
    for i, text in enumerate(answers):
        if len(text) != questions:
            voice = votes.voices[start + i]
            raise TallyFault(f"ballot of voice {voice}", f"has {len(text)} answers for {questions} questions")
    try:
        flat = np.frombuffer("".join(answers).encode("ascii"), dtype=np.uint8)
    except UnicodeEncodeError:
        flat = np.array([ord(c) if c in ALPHABET else 0 for text in answers for c in text], dtype=np.uint8)
    return flat.reshape(len(answers), questions)


_KNOWN = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)


def _check_asked(answers: Bytes, entitled: Bits, votes: Votes, start: int) -> None:
    for fault, why in (
        (~np.isin(answers, _KNOWN), f"is not one of {ALPHABET}"),
        ((answers != ord(Answer.NOT_ASKED)) & ~entitled, "answers a question of a place where the voice has no area"),
        ((answers == ord(Answer.NOT_ASKED)) & entitled, "must not be '.': the voice has an area there"),
    ):
        if fault.any():
            row, question = np.argwhere(fault)[0]
            voice = votes.voices[start + int(row)]
            raise TallyFault(f"ballot of voice {voice}, question {question + 1}", why)
