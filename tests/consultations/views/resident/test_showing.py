"""What a page of the ballot shows: whose questions, what they cost, what is chosen, and where one left off."""

import re

import pytest
from django.urls import reverse

from tests.consultations.views.public.reading import words
from tests.consultations.views.resident.reading import chosen, questions
from tests.residents import GROUPS, Voter, deciding, in_both_stairwells, selecting, whole_menu
from tests.world import MENU

pytestmark = pytest.mark.django_db


def test_a_household_is_asked_about_its_own_places_only(household: Voter) -> None:
    first, second = household.page(item=1), household.page(item=9)

    assert sorted(questions(first) + questions(second)) == [1, 2, 3, 4, 5, 7, 8, 9, 10, 11]
    assert words(first).count("your stairwell") == 2
    assert words(first).count("your building") == 1


def test_within_a_part_each_home_meets_the_items_in_its_own_order_and_always_the_same(household: Voter) -> None:
    own, neighbour = [2, 1, 3, 7, 4, 5, 8], [2, 1, 3, 4, 5, 7, 8]

    assert questions(household.page()) == questions(household.page(item=5)) == own
    assert questions(Voter(household.world, household.round, "1-1-101").page()) == neighbour
    assert words(household.page()).count("in an order that differs from voter to voter") == 1
    household.send(dict.fromkeys(own, "+"))
    assert questions(household.page(item=1)) == own
    assert household.draft == "+" * 5 + "." + "++" + "___"


def test_the_summary_keeps_the_order_of_the_pages(household: Voter) -> None:
    summary = household.page("ballot_confirm")
    changes = re.findall(r'class="answer-change"><a class="onward" href="[^"]+item=(\d+)#', summary)

    assert [int(number) for number in changes] == questions(household.page()) + questions(household.page(item=9))


def test_the_menu_anyone_sees_keeps_its_order(household: Voter) -> None:
    page = household.client.get(reverse("menu", args=["small"])).content.decode()
    codes = re.findall(r'<article class="item" id="([^"]+)">', page)

    assert codes == list(dict.fromkeys(code for code, *_ in MENU))


def test_an_owner_in_two_stairwells_is_asked_in_both() -> None:
    voter = Voter(*deciding(rows=in_both_stairwells()), door="1-1-101")

    said = words(voter.page())
    assert "Building 1, stairwell 1 – your stairwell" in said
    assert "Building 1, stairwell 2 – your stairwell" in said


def test_a_question_says_what_it_costs_and_what_of_it_is_mine(household: Voter) -> None:
    page = household.page()

    def question(number: int) -> str:
        article = page.partition(f'id="q-{number}"')[2].partition("</article>")[0]
        return words(f"<main>{article}</main>")

    assert "Cost ¥16,000 4 pieces at ¥4,000 My share nothing Who usually pays government" in question(1)
    assert "Cost ¥500,000 1 piece My share at most ¥125,000 Who usually pays residents, subsidy" in question(7)


def test_a_service_says_what_it_costs_a_month(household: Voter) -> None:
    said = words(household.page(item=9))

    assert "Daily cleaning of courtyards and paths" in said
    assert "My charge a month about ¥5" in said


def test_a_basic_item_with_a_confirmed_defect_is_wanted_already_and_says_why(household: Voter) -> None:
    page = household.page()

    assert chosen(page) == {"a-4": "+"}
    assert "Found at the survey: It leaks" in words(page)
    assert words(page).count("“Want it” is set already") == 1
    household.send({4: "-"}, part=(1, 2, 3, 4, 5, 7, 8))
    assert chosen(household.page(item=4)) == {"a-4": "-"}
    assert "is set already" not in words(household.page(item=4))


def test_in_a_decision_nothing_is_chosen_and_each_question_says_what_it_needs(owner: Voter) -> None:
    page = owner.page()
    said = words(page)

    assert chosen(page) == {}
    assert said.count("More than half of the area and of the owners taking part must agree.") == 4
    assert said.count("At least three quarters of the area and of the owners taking part must agree.") == 1
    assert said.count("Of all owners and of the whole area, at least two thirds must take part") == 1


def test_the_management_package_is_called_by_its_name_and_said_in_full(owner: Voter) -> None:
    page = owner.page(item=7)

    assert "<h3>Choice of management mode and contract management</h3>" in page
    assert "; services: Daily cleaning of courtyards and paths" in words(page)
    assert "Which way?" not in words(page)


def test_whoever_comes_back_goes_on_where_they_left_off(household: Voter) -> None:
    assert questions(household.page())[0] == 2
    household.send({1: "+", 3: "-"}, part=(1, 2, 3, 4, 5, 7, 8))
    assert questions(household.page())[0] == 2
    household.send({2: "+", 4: "-", 5: "0", 7: "-", 8: "-"})
    assert questions(household.page())[0] == 9
    household.send({9: "+", 10: "+", 11: "+"})
    assert questions(household.page())[0] == 9


def test_a_question_of_somebody_else_leads_to_ones_own_ballot(household: Voter) -> None:
    assert [household.get(item=item).headers.get("Location") for item in ("6", "99", "x", "９")] == [
        household.url()
    ] * 4


def test_in_large_text_each_question_has_a_page_of_its_own(household: Voter) -> None:
    household.client.cookies["elder"] = "1"
    page = household.page(item=4)

    assert questions(page) == [4]
    assert "Question 5 of 10" in words(page)
    assert household.send({4: "+"})["Location"] == household.url(item=5) + "#step"
    assert household.send({4: "+"}, go="back")["Location"] == household.url(item=7) + "#step"
    assert household.send({2: "+"}, go="back")["Location"] == household.url("my")
    assert household.send({11: "+"})["Location"] == household.url(item="priorities")


def test_a_choice_is_kept_at_once_and_answered_with_the_sum(household: Voter) -> None:
    response = household.send({1: "+", 7: "+"}, part=(1, 2, 3, 4, 5, 7, 8), htmx=True)

    assert words(f"<main>{response.content.decode()}</main>") == (
        "My share at most ¥125,000 The choices so far would cost ¥516,000 of ¥200,000 "
        "More than there is: not everything can be done. 2 of 10 answered · saved · not yet confirmed"
    )
    assert household.draft == "+____.+_" + "___"


def test_without_a_script_the_same_sum_stands_on_the_next_page(household: Voter) -> None:
    household.send({1: "+", 7: "+"}, part=(1, 2, 3, 4, 5, 7, 8))

    assert "My share at most ¥125,000 The choices so far would cost ¥516,000 of ¥200,000" in words(household.page())


def test_a_decision_shows_no_sum_beside_the_choice(owner: Voter) -> None:
    response = owner.send({1: "+"}, htmx=True)

    assert words(f"<main>{response.content.decode()}</main>") == "1 of 6 answered · saved · not yet confirmed"


def contents(page: str) -> str:
    return words("<main>" + page.partition('id="contents">')[2].partition("</ol>")[0] + "</main>")


def test_the_ballot_at_a_glance_counts_what_is_answered_of_each_major_item() -> None:
    voter = Voter(*selecting(whole_menu()))

    assert contents(voter.page()) == (
        "Renewal of infrastructure inside the community 0 of 11 answered "
        "Building and renewing supporting service facilities inside the community 0 of 8 answered "
        "Repair of common parts of the buildings 1 of 8 answered "
        "Upgrading of infrastructure connected with the community 0 of 5 answered "
        "Overall improvement of basic public services of the neighbourhood 0 of 7 answered "
        "Environmental sanitation 0 of 5 answered "
        "Housing management and maintenance 0 of 4 answered "
        "Security and vehicle management 0 of 5 answered "
        "Greening management 0 of 3 answered "
        "Public-facility management 0 of 4 answered "
        "Property-service supervision 0 of 4 answered "
        "Summary: read everything once more and confirm not yet confirmed"
    )


def test_each_major_item_leads_to_its_first_question_without_an_answer(household: Voter) -> None:
    def ways() -> list[str]:
        return re.findall(r'name="go" value="to-([^"]+)"', household.page(item=1))

    assert ways() == ["2", "3", "7", "8", "9", "10", "11"]
    household.send({2: "+", 3: "-", 7: "0"})
    assert ways() == ["1", "3", "5", "8", "9", "10", "11"]


def test_a_cast_ballot_is_no_longer_called_unconfirmed(household: Voter) -> None:
    household.send({2: "+"})
    household.confirm()

    assert "not yet confirmed" not in contents(household.page())
    household.send({1: "+"})
    assert "not yet confirmed" in contents(household.page())


def test_a_question_of_a_selection_says_whose_choice_it_is(household: Voter) -> None:
    said = words(household.page())

    assert said.count("All homes of the community choose this.") == 3
    assert said.count("Only the homes of this building choose this.") == 1
    assert said.count("Only the homes of this stairwell choose this.") == 2
    assert said.count("It lies beside the community. All may say what they wish; an authority decides.") == 1


def test_a_question_of_a_decision_says_whose_decision_it_is(owner: Voter) -> None:
    said = words(owner.page())

    assert said.count("All owners of the community decide this.") == 2
    assert said.count("Only the owners of this building decide this.") == 1
    assert said.count("Only the owners of this stairwell decide this.") == 2


def test_a_question_says_how_what_it_brings_with_it_stands_on_another_page(household: Voter) -> None:
    household.send({10: "+"})
    assert "takes on this monthly charge. You have chosen that." in words(household.page(item=7))
    household.send({10: "-"})
    assert "takes on this monthly charge. You have not chosen that so far." in words(household.page(item=7))


def test_what_excludes_another_says_so_and_whether_it_was_chosen() -> None:
    yard = (("C2.05", "community", 1_000, 60_000_00), ("C2.06", "community", 10_000, 600_00))
    voter = Voter(*selecting((*yard, ("M6.01", "community", 1_000, 0)), groups=GROUPS))
    chosen = "You have chosen that one: only one of the two is possible."
    voter.send({1: "+"})
    assert chosen not in words(voter.page(item=2))
    voter.client.cookies["elder"] = "1"

    assert chosen in words(voter.page(item=2))
    assert chosen not in words(voter.page(item=1))
