"""What invented voices say: leanings in per cent, and a number made from door and question instead of chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from communities.models import RollEntry
from consultations.domain.ballots import Answer, Choices
from consultations.models import Question, Round
from consultations.services.casting import Said

#: How many of a hundred want a line; of the others two thirds are against, one third has no opinion.
LEANINGS = {"C2.01": 68, "C2.02": 62, "C2.05": 78, "C2.06": 66, "C2.07": 48, "C2.08": 40, "C3.08": 74}
LEANINGS |= {"M6.01": 90, "M3.01": 70, "C1.11": 70, "C4.01": 60}
GOES_WITH = {"M5.02": "C3.08"}  # whoever wants the lift wants it maintained
USUAL = 86
LOW_FLOOR = 2
LOW_FLOORS = {"C3.08": -45}  # a lift is of little use near the ground
MODES = ("company", "company", "service_centre", "service_centre", "residents")
TAKE_PART = {"selection": 84, "decision": 90}  # of a hundred voices
DECIDED = 6  # before a decision people have talked about it: so many more agree
PRIORITIES = 3


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of a round's roll: what to call it in numbers made from names, and what it is asked."""

    entry_id: int
    name: str
    floor: int
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Paper:
    """A round as its voters see it, read once: questions, who takes part, and how they lean."""

    round: Round
    asked: Sequence[Question]
    voices: Sequence[Voice]
    leanings: Mapping[str, int]


def paper(round: Round, leanings: Mapping[str, int]) -> Paper:
    """A round's paper; ``leanings`` are the community's own, before those of all."""
    asked = list(Question.objects.filter(round=round).in_order())
    return Paper(round, asked, _voices(round), {**LEANINGS, **leanings})


def _voices(round: Round) -> list[Voice]:
    """The voices that take part, in the roll's order; the developer stays silent."""
    kind = "household" if round.kind == "selection" else "owner"
    entries = (
        RollEntry.objects.filter(roll=round.roll_id, kind=kind)
        .exclude(owner__kind="developer")
        .order_by("number")
        .select_related("unit", "owner")
        .prefetch_related("shares__place", "owner__ownerships__unit")
    )
    slug = round.consultation.community.slug
    found = (_voice(entry, slug) for entry in entries)
    return [voice for voice in found if chance(round.kind, voice.name, "takes part") < TAKE_PART[round.kind]]


def said(paper: Paper, voice: Voice) -> Said:
    """A filled-in ballot: of a choice group only the first wanted line stays wanted."""
    kind = paper.round.kind
    answers, groups = {}, set()
    for question in paper.asked:
        if question.place.code not in voice.places:
            continue
        answer = _answer(paper, voice, question)
        group = question.offered.choice_group
        if group and answer is Answer.AGREE and kind == "selection":
            answer = Answer.AGAINST if group in groups else answer
            groups.add(group)
        answers[question.number] = answer
    return Said(answers, _choices(kind, voice, paper.asked, answers))


def chance(*names: str) -> int:
    """A number from 0 to 99, always the same for the same names."""
    return int.from_bytes(sha256("/".join(names).encode()).digest()[:4]) % 100


def _voice(entry: RollEntry, slug: str) -> Voice:
    first = entry.unit or min((o.unit for o in entry.owner.ownerships.all()), key=lambda unit: unit.pk)  # type: ignore[union-attr]
    places = frozenset(share.place.code for share in entry.shares.all())
    return Voice(entry.pk, f"{slug}/{first.door}", first.floor or 0, places)


def _answer(paper: Paper, voice: Voice, question: Question) -> Answer:
    kind = paper.round.kind
    code = GOES_WITH.get(question.code, question.code)
    leaning = paper.leanings.get(code, USUAL) + (DECIDED if kind == "decision" else 0)
    if voice.floor <= LOW_FLOOR:
        leaning += LOW_FLOORS.get(code, 0)
    number = chance(kind, voice.name, code, question.place.code)
    if number < leaning:
        return Answer.AGREE
    return Answer.AGAINST if number * 3 < 200 + leaning else Answer.ABSTAIN


def _choices(kind: str, voice: Voice, asked: Sequence[Question], answers: Mapping[int, Answer]) -> Choices:
    wanted = [question for question in asked if answers.get(question.number) is Answer.AGREE]
    options = {
        question.number: MODES[chance(voice.name, "mode") % len(MODES)] for question in wanted if question.options
    }
    if kind != "selection":
        return Choices(options=options)
    liked = sorted(wanted, key=lambda question: chance("liked", voice.name, question.code))
    return Choices(tuple(question.number for question in liked[:PRIORITIES]), options)
