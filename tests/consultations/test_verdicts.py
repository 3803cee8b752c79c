"""Why a question passed or did not, said with heads and rounded shares, and never with an area."""

import re

import pytest
from django.utils.translation import override

from consultations import verdicts
from consultations.domain.rules import Rule, RuleBook
from consultations.domain.tally import Count, Verdict, margin_of, verdict_of
from consultations.models import Question, TallyLine
from menus.domain.catalogue import DecisionClass
from tests.world import M2, NOT, WANT, World


def line(
    agree: tuple[int, int],
    taking_part: tuple[int, int],
    entitled: tuple[int, int] = (9, 900),
    rule: Rule = Rule.ORDINARY,
    decision_class: DecisionClass = DecisionClass.ORDINARY,
) -> TallyLine:
    """A counted line from heads and square metres; verdict and margin as the count makes them."""
    said, part, all_of_them = (Count(heads, metres * M2) for heads, metres in (agree, taking_part, entitled))
    margin = margin_of(rule, all_of_them, part, said, RuleBook())
    return TallyLine(
        question=Question(decision_class=decision_class),
        rule=rule,
        verdict=verdict_of(rule, part, margin),
        agree_heads=said.heads,
        agree_area_cm2=said.area_cm2,
        against_heads=part.heads - said.heads,
        abstain_heads=0,
        taking_part_heads=part.heads,
        taking_part_area_cm2=part.area_cm2,
        entitled_heads=all_of_them.heads,
        entitled_area_cm2=all_of_them.area_cm2,
        quorum_short_heads=margin.quorum.heads,
        quorum_short_area_cm2=margin.quorum.area_cm2,
        consent_short_heads=margin.consent.heads,
        consent_short_area_cm2=margin.consent.area_cm2,
    )


SAID = [
    (
        "a plain yes",
        line((5, 500), (8, 800)),
        "5 of the 8 owners taking part agree; they hold 62.5% of the area taking part. Needed: more than half of both.",
    ),
    (
        "a yes of three quarters",
        line((6, 600), (8, 800), rule=Rule.SPECIAL),
        "6 of the 8 owners taking part agree; they hold 75.0% of the area taking part. "
        "Needed: at least three quarters of both.",
    ),
    (
        "one owner decides alone",
        line((1, 100), (1, 100), (1, 100)),
        "The one owner taking part agrees. Needed: more than half of both.",
    ),
    (
        "heads are lacking",
        line((4, 500), (8, 800)),
        "Of the owners taking part and of their area, more than half must agree. "
        "1 more of those taking part would have had to agree.",
    ),
    (
        "area is lacking",
        line((5, 399), (8, 800)),
        "Of the owners taking part and of their area, more than half must agree. "
        "Those who agree hold only 49.8% of the area taking part.",
    ),
    (
        "both are lacking",
        line((2, 200), (8, 800), rule=Rule.SPECIAL),
        "Of the owners taking part and of their area, at least three quarters must agree. "
        "4 more of those taking part would have had to agree. "
        "Those who agree hold only 25.0% of the area taking part.",
    ),
    (
        "one owner did not come",
        line((5, 700), (5, 700)),
        "Of the owners and of the area, at least two thirds must take part. 1 more owner would have had to take part.",
    ),
    (
        "too little area came",
        line((6, 500), (6, 500)),
        "Of the owners and of the area, at least two thirds must take part. Only 55.5% of the area took part.",
    ),
    (
        "too few came, with too little",
        line((2, 200), (2, 200)),
        "Of the owners and of the area, at least two thirds must take part. "
        "4 more owners would have had to take part. Only 22.2% of the area took part.",
    ),
    (
        "nobody came",
        line((0, 0), (0, 0)),
        "Of the owners and of the area, at least two thirds must take part. Nobody took part.",
    ),
    (
        "a wish",
        line((5, 500), (6, 600), rule=Rule.NONE),
        "5 of 9 households here want it (55.5%); 6 answered.",
    ),
    (
        "a wish for an authority",
        line((5, 500), (6, 600), rule=Rule.NONE, decision_class=DecisionClass.NONE_PUBLIC),
        "5 of 9 households here want it (55.5%); 6 answered. An authority decides about it; the wish is passed on.",
    ),
]


@pytest.mark.parametrize("what, counted, said", SAID, ids=[what for what, _, _ in SAID])
def test_a_verdict_says_its_reason_and_what_was_lacking(what: str, counted: TallyLine, said: str) -> None:
    with override("en"):
        assert verdicts.of_line(counted, RuleBook()) == said


def test_every_verdict_is_met_above() -> None:
    assert {counted.verdict for _, counted, _ in SAID} == set(Verdict)


@pytest.mark.django_db
def test_no_area_of_a_count_is_in_its_sentences() -> None:
    """What is lacking in area is told as the rounded share that was there, so that nobody can subtract."""
    world = World().consulting()
    round = world.decide()
    for entry, answer in zip(world.entries(round)[:7], (WANT, NOT, WANT, NOT, NOT, NOT, WANT), strict=True):
        world.cast(round, entry, answer)
    world.close_and_count(round)
    lines = list(TallyLine.objects.filter(question__round=round).select_related("question"))
    with override("en"):
        told = [verdicts.of_line(each, RuleBook()) for each in lines]

    columns = [value for each in lines for name, value in vars(each).items() if name.endswith("_area_cm2") and value]
    areas = {*columns, *(value // M2 for value in columns)}
    numbers = {int(number) for text in told for number in re.findall(r"(?<![\d.])\d+(?![\d.%])", text)}
    assert len(told) == 7
    assert {each.verdict for each in lines} == {Verdict.FAILED}
    assert len(areas) > 6
    assert numbers & areas == set()
    assert not any("m²" in text for text in told)
