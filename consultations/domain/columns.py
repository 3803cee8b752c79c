"""The columns a count is made of, and all that is checked before anything is added up.

Everything is whole numbers: areas in square centimetres as 64-bit integers. Columns instead of objects, so that a city
is counted in seconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from consultations.domain.ballots import ALPHABET, Answer
from consultations.domain.rules import Rule

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]

#: All areas of a roll together stay below this, so that no sum can overflow.
MOST_AREA = 2**63


class TallyFault(ValueError):
    """Inputs that contradict each other. ``where`` names the entry of the file, ``why`` says what is wrong."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


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
class Table:
    """The roll as a table: a row for each voice, in order, a column for each place, the area where they meet."""

    voices: Ints
    column: Mapping[str, int]
    areas: Ints

    def at(self, questions: Sequence[Asked]) -> Ints:
        """The column of each question's place."""
        return np.fromiter((self.column[question.place] for question in questions), np.int64, len(questions))


def table(roll: Roll, questions: Sequence[Asked]) -> Table:
    """The areas of all voices at all places, those included that are asked about and where nobody has any.

    Raises TallyFault: an area below 1, areas beyond measure, a voice twice in a place.
    """
    places = sorted({question.place for question in questions} | set(roll.places))
    column = {place: i for i, place in enumerate(places)}
    voices = np.asarray(roll.voices, dtype=np.int64)
    areas = _areas(roll, voices)
    ids, row = np.unique(voices, return_inverse=True)
    cells = row * len(places) + np.fromiter(map(column.__getitem__, roll.places), np.int64, len(roll.places))
    filled = np.zeros(len(ids) * len(places), dtype=np.int64)
    times = np.bincount(cells, minlength=len(filled))
    if (times > 1).any():
        voice, place = divmod(int(np.argmax(times > 1)), len(places))
        raise TallyFault(f"voice {ids[voice]}", f"has two shares in {places[place]!r}")
    filled[cells] = areas
    return Table(ids, column, filled.reshape(len(ids), len(places)))


def rows(votes: Votes, known: Table) -> Ints:
    """Where each ballot's voice stands in the table.

    Raises TallyFault: a ballot of nobody on the roll, a second ballot of a voice.
    """
    voices = np.asarray(votes.voices, dtype=np.int64)
    at = np.searchsorted(known.voices, voices)
    listed = at < len(known.voices)
    listed[listed] = known.voices[at[listed]] == voices[listed]
    if not listed.all():
        raise TallyFault(f"ballot of voice {voices[int(np.argmin(listed))]}", "is not on the roll")
    times = np.bincount(at, minlength=len(known.voices))
    if (times > 1).any():
        raise TallyFault(f"voice {known.voices[int(np.argmax(times > 1))]}", "has two standing ballots")
    return at


def matrix(votes: Votes, start: int, stop: int, own: Bits) -> Bytes:
    """The answers of a block of ballots, a row each. ``own``: where its voice has an area at the question's place.

    Raises TallyFault: a ballot whose length or characters do not fit, an answer to another place's question or a hole
    in one's own.
    """
    answers, questions = votes.answers[start:stop], own.shape[1]
    for i, text in enumerate(answers):
        if len(text) != questions:
            raise TallyFault(f"ballot of voice {votes.voices[start + i]}", f"has {len(text)} answers, not {questions}")
    try:
        flat = np.frombuffer("".join(answers).encode("ascii"), dtype=np.uint8)
    except UnicodeEncodeError:
        flat = np.array([ord(c) if c in ALPHABET else 0 for text in answers for c in text], dtype=np.uint8)
    said = flat.reshape(len(answers), questions)
    _check_asked(said, own, votes, start)
    return said


def _areas(roll: Roll, voices: Ints) -> Ints:
    areas = np.asarray(roll.areas_cm2, dtype=np.int64)
    if (areas < 1).any():
        raise TallyFault(f"voice {voices[int(np.argmax(areas < 1))]}", "an area must be at least 1 cm²")
    if len(areas) and int(areas.max()) * len(areas) >= MOST_AREA:
        raise TallyFault(f"voice {voices[int(np.argmax(areas))]}", "such an area is beyond measure")
    return areas


#: Whether a byte is an answer: looked up, which is quicker than compared.
_KNOWN = np.isin(np.arange(256), np.frombuffer(ALPHABET.encode(), dtype=np.uint8))


def _check_asked(answers: Bytes, own: Bits, votes: Votes, start: int) -> None:
    asked = answers != ord(Answer.NOT_ASKED)
    for fault, why in (
        (~_KNOWN[answers], f"is not one of {ALPHABET}"),
        (asked & ~own, "answers a question of a place where the voice has no area"),
        (~asked & own, "must not be '.': the voice has an area there"),
    ):
        if fault.any():
            row, question = np.argwhere(fault)[0]
            voice = votes.voices[start + int(row)]
            raise TallyFault(f"ballot of voice {voice}, question {question + 1}", why)
