"""A plan beside those of the other methods."""

from dataclasses import replace

from hypothesis import given

from consultations.domain.plan import draw
from consultations.domain.plan.beside import Beside, beside
from consultations.domain.plan.values import Method
from tests.consultations.domain.plan.lines import inputs, line, plans, within
from tests.menus.domain.menu import keys

LINES = (line("A", 100, 90), line("B", 50, 60), line("C", 40, 60))


def test_the_lines_that_differ_are_told_from_both_sides():
    by_support, by_welfare = inputs(*LINES), inputs(*LINES, method=Method.WELFARE)

    assert beside(by_support, draw(by_support)) == (Beside(Method.WELFARE, keys("B C"), keys("A"), 90),)
    assert beside(by_welfare, draw(by_welfare)) == (Beside(Method.SUPPORT, keys("A"), keys("B C"), 100),)


@given(plans())
def test_what_differs_leads_from_one_plan_to_the_other(given):
    plan = draw(given)
    (other,) = beside(given, plan)

    assert set(within(plan)) - set(other.less) | set(other.more) == set(
        within(draw(replace(given, method=other.method)))
    )
