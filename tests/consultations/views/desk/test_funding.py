"""Who pays, at the desk: a form for each line, and the sum for everybody to read."""

import pytest

from consultations.models import Funding, PlanLine
from tests.consultations.views.desk.desks import Desk
from tests.consultations.views.public.reading import asked, read, words
from tests.world import MENU, World

pytestmark = pytest.mark.django_db


def line(world: World, code: str) -> PlanLine:
    return world.consultation.plans.newest("draft").lines.filter(offered__code=code)[0]


def test_a_line_is_paid_by_two_and_everybody_reads_it(client):
    world = World().consulting()
    desk = Desk(world)

    said = desk.done("desk_funding_line", {"district": "50,000", "residents": "6000"}, pk=line(world, "C3.01").pk)

    assert "Who pays for this line is said." in said
    page = words(read(client, "plan", "small", 1))
    assert "Who pays District and sub-district subsidy ¥50,000 Contributions of residents ¥6,000" in page
    assert "District and sub-district subsidy → Repair of common parts of the buildings: ¥50,000" in page
    assert "For ¥124,000 nobody has said yet who pays." in page


def test_a_source_that_may_not_pay_has_no_field_and_its_reason_stands_there():
    world = World().consulting()

    page = Desk(world).page("desk_funding_line", pk=line(world, "C3.01").pk)

    assert 'name="central"' not in page
    assert "may not pay: it does not pay for the body of buildings" in words(page)
    assert 'name="district"' in page


def test_amounts_that_are_not_the_cost_come_back_with_what_is_lacking():
    world = World().consulting()

    page = Desk(world).refused("desk_funding_line", {"district": "55999.99"}, pk=line(world, "C3.01").pk)

    assert "¥0.01 are still lacking to what the line costs." in words(page)
    assert 'value="55999.99"' in page
    assert not Funding.objects.exists()


@pytest.mark.parametrize("code", ["M1.01", "C3.08"])
def test_what_costs_nothing_once_or_is_not_in_the_plan_has_no_form(code):
    world = World().consulting()

    assert Desk(world).get("desk_funding_line", pk=line(world, code).pk).status_code == 404


def test_without_a_plan_the_page_says_what_comes_first():
    assert "Draw a plan first." in words(Desk(World()).page("desk_funding"))


def test_the_list_names_every_line_that_costs_money():
    world = World().consulting()

    page = Desk(world).page("desk_funding")

    assert page.count('<li class="line">') == 6
    assert page.count("Nobody has said yet who pays.") == 6


def test_more_lines_that_are_paid_ask_no_more_of_the_database(client):
    few = ("C1.07", "C3.08", "M1.01", "M5.02", "M6.01")
    small = World("short", menu=[row for row in MENU if row[0] in few]).consulting()
    Desk(small).done("desk_funding_line", {"district": "16000"}, pk=line(small, "C1.07").pk)
    large = World("long").consulting()
    desk = Desk(large)
    for code, cost in (("C1.07", "16000"), ("C2.05", "60000"), ("C3.01", "56000")):
        desk.done("desk_funding_line", {"district": cost}, pk=line(large, code).pk)

    assert asked(client, "plan", "short", 1) == asked(client, "plan", "long", 1)
