"""What one voice answered: one character per question, in the round's frozen order.

The alphabet (DESIGN section 4, Ballot)::

    +  agree / want        -  against / do not want     0  abstain / no opinion
    _  left blank          x  set aside on this question    .  not asked (another place's question)
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

ALPHABET = "+-0_x."
PRIORITIES = 5

#: Who answered for a home, where it is not who lives there (communities' Tenure): its owner, who lives elsewhere.
OWNER_ELSEWHERE = "owner_elsewhere"
#: Why the owner's answer is set aside: somebody who lives in the home has answered.
BESIDE_HOME = "beside_home"


class Answer(StrEnum):
    """One character of a ballot."""

    AGREE = "+"
    AGAINST = "-"
    ABSTAIN = "0"
    BLANK = "_"
    SET_ASIDE = "x"
    NOT_ASKED = "."


#: What a voter may say; the others are made by the portal.
SAYABLE = frozenset({Answer.AGREE, Answer.AGAINST, Answer.ABSTAIN})


class BallotFault(ValueError):
    """A ballot that cannot be accepted. ``code`` names the fault, ``question`` its number (from 1), if one."""

    def __init__(self, code: str, question: int | None = None) -> None:
        super().__init__(code if question is None else f"{code} at question {question}")
        self.code = code
        self.question = question


class Answers(Mapping[int, Answer]):
    """A stored ballot, read: question number (from 1) → answer, for the questions that were asked.

    ``text`` is the compact form. Raises BallotFault "unknown_answer".
    """

    __slots__ = ("_answers", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._answers = decode(text)

    def __getitem__(self, number: int) -> Answer:
        return self._answers[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Choices:
    """The second part of a ballot: up to five priorities in order, and the option taken of a question with options.

    Numbers are question numbers from 1.
    """

    priorities: tuple[int, ...] = ()
    options: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))


def encode(answers: Mapping[int, Answer], asked: Sequence[bool]) -> str:
    """The ballot's string: answers by question number (from 1), blank where asked and silent, dot where not asked.

    Raises BallotFault "unknown_question", "not_asked" or "not_sayable".
    """
    for number, answer in answers.items():
        if not 1 <= number <= len(asked):
            raise BallotFault("unknown_question", number)
        if not asked[number - 1]:
            raise BallotFault("not_asked", number)
        if answer not in SAYABLE:
            raise BallotFault("not_sayable", number)
    return "".join(
        answers.get(number, Answer.BLANK) if is_asked else Answer.NOT_ASKED
        for number, is_asked in enumerate(asked, start=1)
    )


def decode(text: str) -> dict[int, Answer]:
    """Question number → answer, for every question that was asked.

    Raises BallotFault "unknown_answer".
    """
    for number, character in enumerate(text, start=1):
        if character not in ALPHABET:
            raise BallotFault("unknown_answer", number)
    return {n: Answer(c) for n, c in enumerate(text, start=1) if c != Answer.NOT_ASKED}


def asked(question_places: Iterable[str], voice_places: Iterable[str]) -> tuple[bool, ...]:
    """Which questions concern a voice: those of the places where it has an area."""
    own = frozenset(voice_places)
    return tuple(place in own for place in question_places)


def check(text: str, asked_of_voice: Sequence[bool]) -> None:
    """A stored or imported ballot fits the questions its voice was asked.

    Raises BallotFault "wrong_length", "unknown_answer", "not_asked" (an answer where none was due) or "missing".
    """
    if len(text) != len(asked_of_voice):
        raise BallotFault("wrong_length")
    for number, (character, is_asked) in enumerate(zip(text, asked_of_voice, strict=True), start=1):
        if character not in ALPHABET:
            raise BallotFault("unknown_answer", number)
        if is_asked == (character == Answer.NOT_ASKED):
            raise BallotFault("missing" if is_asked else "not_asked", number)


def set_aside(text: str, numbers: Iterable[int]) -> str:
    """The ballot with these questions set aside (unreadable, two boxes, disputed): they take no part.

    Raises BallotFault "unknown_question".
    """
    characters = list(text)
    for number in numbers:
        if not 1 <= number <= len(characters):
            raise BallotFault("unknown_question", number)
        if characters[number - 1] != Answer.NOT_ASKED:
            characters[number - 1] = Answer.SET_ASIDE
    return "".join(characters)


_NUMBER = "[1-9][0-9]{0,4}"
_CHOICES = re.compile(
    f"(?:p(?P<priorities>{_NUMBER}(?:,{_NUMBER})*))?"
    f"(?:(?(priorities);)o(?P<options>{_NUMBER}=[a-z_]+(?:,{_NUMBER}=[a-z_]+)*))?"
)


def encode_choices(choices: Choices) -> str:
    """``p3,1;o12=company``: priorities in order, then options by question number. Empty when there are none."""
    parts = []
    if choices.priorities:
        parts.append("p" + ",".join(str(number) for number in choices.priorities))
    if choices.options:
        parts.append("o" + ",".join(f"{number}={code}" for number, code in sorted(choices.options.items())))
    return ";".join(parts)


def decode_choices(text: str) -> Choices:
    """The inverse of encode_choices.

    Raises BallotFault "unreadable_choices".
    """
    match = _CHOICES.fullmatch(text)
    if match is None:
        raise BallotFault("unreadable_choices")
    priorities = match["priorities"] or ""
    options = match["options"] or ""
    pairs = (pair.split("=") for pair in options.split(",") if pair)
    return Choices(
        tuple(int(number) for number in priorities.split(",") if number),
        MappingProxyType({int(number): code for number, code in pairs}),
    )


def check_choices(choices: Choices, text: str, offered: Mapping[int, frozenset[str]]) -> None:
    """Priorities are wanted, at most five and each once; options exist, and their question was not turned down.

    Raises BallotFault "too_many_priorities", "priority_twice", "priority_not_wanted" or "unknown_option" (of a question
    that was turned down or is another place's there is no option to take).
    """
    answers = decode(text)
    wanted = {number for number, answer in answers.items() if answer is Answer.AGREE}
    if len(choices.priorities) > PRIORITIES:
        raise BallotFault("too_many_priorities")
    if len(set(choices.priorities)) != len(choices.priorities):
        raise BallotFault("priority_twice")
    for number in choices.priorities:
        if number not in wanted:
            raise BallotFault("priority_not_wanted", number)
    for number, code in choices.options.items():
        turned_down = answers.get(number, Answer.AGAINST) is Answer.AGAINST
        if turned_down or code not in offered.get(number, frozenset()):
            raise BallotFault("unknown_option", number)


def check_groups(text: str, groups: Iterable[frozenset[int]]) -> None:
    """Of each choice group (question numbers) at most one is wanted.

    Raises BallotFault "choice_group" with the second of them.
    """
    wanted = {number for number, answer in decode(text).items() if answer is Answer.AGREE}
    for group in groups:
        chosen = sorted(wanted & group)
        if len(chosen) > 1:
            raise BallotFault("choice_group", chosen[1])
