"""The page of a plan: every line with its reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations.domain.plan.values import PlanKind
from consultations.models import PlanLine
from consultations.services import notices, offering, planning
from tests.consultations.views.public.reading import CHINESE, asked, read, statuses, words
from tests.stages import Stage, standing_at
from tests.world import CHAIR, MENU, NOT, WANT, YUAN, World

pytestmark = pytest.mark.django_db


def of(client, number, **how):
    """What a plan's page says."""
    return words(read(client, "plan", "small", number, **how))


def section(said, heading, following):
    return said.partition(heading)[2].partition(following)[0]


def test_a_plan_that_is_not_there_is_not_found(client):
    World()

    assert client.get(reverse("plan", args=["small", 1])).status_code == 404


def test_the_page_only_shows(client):
    World().consulting()

    assert statuses(client, "plan", "small", 1) == [200, 200, 405, 405, 405]


@pytest.mark.parametrize("language", ["en", CHINESE])
def test_every_line_is_there_in_both_languages(client, language):
    World().on_notice()

    assert read(client, "plan", "small", 1, language=language).count('<li class="line">') == len(MENU)
    assert read(client, "plan", "small", 2, language=language).count('<li class="line">') == len(MENU)


def test_a_draft_says_what_it_is_and_holds_a_reserve(client):
    World().consulting()

    said = of(client, 1)

    assert "It is a draft: the neighbours talk it over, then the owners vote on every line." in said
    assert "Planned, to be decided by the owners" in said
    reserve = section(said, "In reserve", "Wishes that are passed on")
    assert "Retrofitted lift ¥500,000 Building 1, stairwell 1 · 4 of 4 households want it" in reserve
    assert "The money does not reach: ¥480,000 were lacking when its turn came." in reserve


def test_a_draft_tells_which_meeting_adopted_it(client):
    World().consulting()

    assert "Adopted: Residents' meeting, " in of(client, 1)


def test_a_final_plan_tells_what_is_done_what_is_out_and_what_is_passed_on(client):
    world = World()
    world.counted({code: NOT if code == "C3.01" else WANT for code, *_ in MENU})
    world.final()

    said = of(client, 2)

    assert "What the owners agreed to, fitted to the budget." in said
    done = section(said, "Done, because the owners agree", "The management package")
    out = section(said, "Not in the plan", "Wishes that are passed on")
    passed_on = section(said, "Wishes that are passed on", "How this plan was drawn")
    assert "Enough want it, and the money reaches." in done
    assert "The owners did not agree to it." in out
    assert "Roof waterproofing and repair ¥56,000 Building 1 · 7 of 7 households want it" in out
    assert "It is not for the owners to decide; the wish is passed on to the office that does." in passed_on
    assert "In reserve" not in said


def test_the_money_stands_against_the_budget_and_adds_up(client):
    world = World().on_notice()
    plan = world.consultation.plans.get(kind="final")

    page = read(client, "plan", "small", 2)

    assert "Budget ¥200,000 The plan costs" in words(page)
    shown = page.partition('<ul class="money list">')[2].partition("</ul>")[0]
    spent = [int(part.partition("<")[0].replace(",", "")) for part in shown.split('<b class="figure">¥')[1:]]
    assert sum(spent) * YUAN == plan.total_fen
    assert plan.total_fen == sum(PlanLine.objects.filter(plan=plan, outcome="in").values_list("cost_fen", flat=True))
    assert shown.count("<svg") == 2 * len(spent)  # an icon and a bar each


def test_the_management_package_stands_in_the_words_of_its_question(client):
    round = World().consulting().decide()
    package = round.questions.get(kind="package")

    assert f"The management package {package.wording_en}" in of(client, 1)


def test_how_a_plan_was_drawn_can_be_read_and_checked(client):
    world = World().on_notice()
    plan = world.consultation.plans.get(kind="final")

    page = read(client, "plan", "small", 2)

    assert f"<code>{plan.digest}</code>" in page
    assert "Which line comes first By support:" in words(page)
    assert "How support is measured Support is the share of the households" in words(page)


def test_ties_and_the_order_of_works_are_told_by_name(client):
    World().consulting()

    said = of(client, 1)

    ties = section(said, "Between these only the order of the menu decided whose turn came first.", "Everything about")
    works = section(said, "Pipes before roads: nothing new is dug up again.", "Lines with equal support")
    assert (
        "Stairwell refurbishment (Building 1, stairwell 1); Stairwell refurbishment (Building 1, stairwell 2)" in ties
    )
    assert "Stairwell refurbishment (Building 1, stairwell 1)" in works


def test_what_another_method_would_choose_stands_beside(client):
    """Where everything that is wanted fits but one line, both methods choose alike."""
    World().consulting()

    said = section(of(client, 1), "For comparison only: the method that was announced counts.", "Everything about")

    assert "By most support: first the basic items with a confirmed defect" in said
    assert "It would choose the same lines." in said


def test_ties_and_works_are_worked_out_once(client):
    World().consulting()
    read(client, "plan", "small", 1)
    first = asked(client, "plan", "small", 1)
    with CaptureQueriesContext(connection) as queries:
        read(client, "plan", "small", 1)

    assert len(queries) == first


def test_an_earlier_version_leads_to_the_newest(client):
    world = World()
    world.counted()
    world.final()
    told = {"by": CHAIR, "at": world.wait(hours=1).at}
    offering.announce(
        consultation_id=world.pk,
        budget_fen=210_000 * YUAN,
        method=world.consultation.method,
        measure=world.consultation.measure,
        **told,
    )
    planning.draw_plan(consultation_id=world.pk, kind=PlanKind.FINAL, by=CHAIR, at=world.wait(hours=1).at)

    assert "A newer version has been drawn Final plan, version 3" in of(client, 2)
    assert "A newer version has been drawn" not in of(client, 3)
    assert "A newer version has been drawn" not in of(client, 1)


def test_a_posted_plan_leads_to_its_notice(client):
    world = World().on_notice()
    notice = world.consultation.notices.get(kind="plan")

    assert f'href="{reverse("notice", args=["small", notice.pk])}"' in read(client, "plan", "small", 2)


@pytest.mark.parametrize("number", [1, 2])
def test_a_longer_plan_asks_no_more_of_the_database(client, number):
    with_lift_and_package = [line for line in MENU if line[0] in ("C3.08", "M1.01", "M5.02", "M6.01")]
    for slug, menu in (("short", with_lift_and_package), ("long", MENU)):
        World(slug, menu=menu).on_notice()

    assert asked(client, "plan", "short", number) == asked(client, "plan", "long", number)


def test_more_notices_ask_no_more_of_the_database(client):
    world = standing_at(Stage.ON_NOTICE)
    one = asked(client, "plan", "small", 2)
    for _ in range(2):
        notices.post_plan(consultation_id=world.pk, posted_where="单元门口", by=CHAIR, at=world.wait(days=8).at)

    page = read(client, "plan", "small", 2)
    assert asked(client, "plan", "small", 2) == one
    assert page.count('<article class="notice-card">') == 3
