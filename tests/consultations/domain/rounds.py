"""Short words for rounds to be counted, and the same count once more in plain Python."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import strategies as st

from consultations.domain.rules import Rule, RuleBook
from consultations.domain.tally import Asked, Count, Line, Roll, Tally, Verdict, Votes, count

#: voice → place → cm², and voice → answers
Shares = Mapping[int, Mapping[str, int]]
Ballots = Mapping[int, str]

NESTED = {
    "1-1": ("community", "1", "1-1"),
    "1-2": ("community", "1", "1-2"),
    "2-1": ("community", "2", "2-1"),
    "2": ("community", "2"),
    "community": ("community",),
}


def asked(text: str) -> tuple[Asked, ...]:
    """ "community:ordinary 1-1:special": questions in their order."""
    return tuple(Asked(place, Rule(rule)) for place, rule in (word.split(":") for word in text.split()))


def roll(shares: Shares) -> Roll:
    rows = [(voice, place, area) for voice, areas in shares.items() for place, area in areas.items()]
    return Roll(*([row[i] for row in rows] for i in range(3)))


def counted(
    questions: str | Sequence[Asked],
    shares: Shares,
    ballots: Ballots,
    book: RuleBook | None = None,
    **labels: Sequence[str],
) -> Tally:
    given = asked(questions) if isinstance(questions, str) else questions
    return count(given, roll(shares), Votes(list(ballots), list(ballots.values()), labels), book or RuleBook())


def one(questions: str, shares: Shares, ballots: Ballots, book: RuleBook | None = None) -> Line:
    """The count of a round with one question."""
    (line,) = counted(questions, shares, ballots, book).lines
    return line


def flats(heads: int, area: int = 100, *, first: int = 1, place: str = "community") -> dict[int, dict[str, int]]:
    """So many voices with the same area at the same place and the places around it."""
    return {voice: dict.fromkeys(NESTED[place], area) for voice in range(first, first + heads)}


def naive(question: Asked, number: int, shares: Shares, ballots: Ballots, book: RuleBook) -> dict[str, object]:
    """One question counted head by head, with real fractions."""
    sums: dict[str, list[int]] = {name: [0, 0] for name in ("entitled", *_SAID.values())}
    for voice, areas in shares.items():
        if question.place in areas:
            said = _SAID[ballots[voice][number - 1]] if voice in ballots else None
            for name in ("entitled", said) if said else ("entitled",):
                sums[name][0] += 1
                sums[name][1] += areas[question.place]
    part = [sum(sums[name][i] for name in _part(book)) for i in (0, 1)]
    return {
        **{name: Count(*both) for name, both in sums.items()},
        "taking_part": Count(*part),
        "verdict": _verdict(question.rule, sums["entitled"], part, sums["agree"], book),
    }


_SAID = {"+": "agree", "-": "against", "0": "abstain", "_": "blank", "x": "set_aside"}


def _part(book: RuleBook) -> tuple[str, ...]:
    return ("agree", "against", "abstain", *(("blank",) if book.blank_takes_part else ()))


def _verdict(rule: Rule, entitled: list[int], part: list[int], agree: list[int], book: RuleBook) -> Verdict:
    if rule is Rule.NONE:
        return Verdict.WISH
    if not part[0] or any(Fraction(p, e) < book.quorum.share for p, e in zip(part, entitled, strict=True)):
        return Verdict.NO_QUORUM
    shares = [Fraction(a, p) for a, p in zip(agree, part, strict=True)]
    enough = min(shares) > Fraction(1, 2) if rule is Rule.ORDINARY else min(shares) >= Fraction(3, 4)
    return Verdict.PASSED if enough else Verdict.FAILED


BOOKS = st.builds(RuleBook, blank_takes_part=st.booleans())
RULES = st.sampled_from(Rule)
OTHERS = st.lists(st.builds(Asked, st.sampled_from(sorted(NESTED)), RULES), max_size=3)


@st.composite
def rounds(draw: st.DrawFn, *, ballots: int = 0) -> tuple[tuple[Asked, ...], dict[int, dict[str, int]], dict[int, str]]:
    """Questions of several places, owners with parts in some of them, and ballots of some owners, at least so many.

    The first question is the whole community's, so that everybody is asked something.
    """
    questions = Asked("community", draw(RULES)), *draw(OTHERS)
    voices = draw(st.lists(st.integers(0, 10**6), min_size=ballots, max_size=9, unique=True))
    shares = {voice: draw(areas()) for voice in voices}
    returned = draw(st.lists(st.sampled_from(voices), min_size=ballots, unique=True)) if voices else []
    return questions, shares, {voice: draw(answers(questions, shares[voice])) for voice in returned}


@st.composite
def areas(draw: st.DrawFn) -> dict[str, int]:
    """What an owner of one to three parts has in every place."""
    summed: dict[str, int] = {}
    for part in draw(st.lists(st.sampled_from(sorted(NESTED)), min_size=1, max_size=3)):
        area = draw(st.sampled_from([1, 33, 100]) | st.integers(1, 10**9))
        for place in NESTED[part]:
            summed[place] = summed.get(place, 0) + area
    return summed


def answers(questions: Sequence[Asked], own: Mapping[str, int]) -> st.SearchStrategy[str]:
    """A ballot that fits: an answer at every question of a place where the owner has an area."""
    return st.tuples(*(st.sampled_from("+++-0_x") if q.place in own else st.just(".") for q in questions)).map("".join)
