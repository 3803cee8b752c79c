"""A sentence for every reason a plan knows, and for every line of a plan the one that fits."""

import pytest
from django.utils.translation import override

from consultations.domain.plan.values import Outcome, PlanKind, Why
from consultations.models import PlanLine
from consultations.reasons import KINDS, OUTCOMES, SENTENCES, names_of, of_plan_line
from tests.world import World


def test_every_reason_outcome_and_kind_has_words() -> None:
    assert set(SENTENCES) == set(Why)
    assert set(OUTCOMES) == set(Outcome)
    assert set(KINDS) == set(PlanKind)


@pytest.mark.django_db
def test_a_plan_says_of_every_line_why() -> None:
    world = World().consulting()
    lines = list(PlanLine.objects.select_related("offered__place").order_by("position"))
    names = names_of(lines)
    with override("en"):
        said = {(line.offered.code, line.offered.place.code): of_plan_line(line, names_of(lines)) for line in lines}
    assert world.stage == "consulting"
    assert said["C2.05", "community"] == "Enough want it, and the money reaches."
    assert said["M6.01", "community"] == "It belongs in every plan."
    assert said["C3.08", "1-1"] == (
        "The money does not reach: ¥480,000 were lacking when its turn came. "
        "¥480,000 more in the budget would bring it in."
    )
    assert said["C5.05", "community"].startswith("It is not for the owners to decide;")
    assert names["C3.08", "1-1"]


@pytest.mark.django_db
def test_a_reason_names_the_lines_it_speaks_of() -> None:
    World().consulting()
    line = PlanLine.objects.select_related("offered__place").get(offered__code="M5.02")
    line.plan.margins = None
    line.why, line.others = Why.BROUGHT, [["C3.08", "1-1"], ["C9.99", "1-1"]]
    with override("en"):
        assert of_plan_line(line, {("C3.08", "1-1"): "Lift"}) == "It comes along with Lift; C9.99."


MARGINS = [  # what it shows, the margin as it is stored, what is said after the reason
    (
        "one household",
        {"more_fen": None, "more_households": 1, "instead": []},
        "Had 1 more household wanted it, it would be in.",
    ),
    (
        "what would leave the plan",
        {"more_fen": 8_600_000, "more_households": 14, "instead": [["C3.08", "1-1"]]},
        "¥86,000 more in the budget would bring it in. "
        "Had 14 more households wanted it, it would be in, instead of Lift.",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize("what, margin, said", MARGINS, ids=[case[0] for case in MARGINS])
def test_a_reason_says_what_would_bring_the_line_in(what: str, margin: dict[str, object], said: str) -> None:
    World().consulting()
    line = PlanLine.objects.select_related("offered__place").get(offered__code="M5.02")
    line.why, line.plan.margins = Why.NOT_WANTED, {"M5.02@1-1": margin}
    with override("en"):
        assert of_plan_line(line, {("C3.08", "1-1"): "Lift"}) == (
            f"Not more households want it than do not want it. {said}"
        )
