"""What a page of the ballot shows: whose questions, what they cost, what is chosen, and where one left off."""

import pytest

from tests.consultations.views.public.reading import words
from tests.consultations.views.resident.reading import chosen, questions
from tests.residents import Voter, deciding, in_both_stairwells, selecting, whole_menu

pytestmark = pytest.mark.django_db


def test_a_household_is_asked_about_its_own_places_only(household: Voter) -> None:
    first, second = household.page(item=1), household.page(item=9)

    assert questions(first) + questions(second) == [1, 2, 3, 4, 5, 7, 8, 9, 10, 11]
    assert words(first).count("your stairwell") == 2
    assert words(first).count("your building") == 1


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
    assert questions(household.page())[0] == 1
    household.send({1: "+", 3: "-"}, part=(1, 2, 3, 4, 5, 7, 8))
    assert questions(household.page())[0] == 1
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
    assert "Question 4 of 10" in words(page)
    assert household.send({4: "+"})["Location"] == household.url(item=5) + "#step"
    assert household.send({4: "+"}, go="back")["Location"] == household.url(item=3) + "#step"
    assert household.send({1: "+"}, go="back")["Location"] == household.url("my")
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


def test_the_table_of_contents_counts_what_is_answered() -> None:
    voter = Voter(*selecting(whole_menu()))
    page = voter.page()
    contents = words("<main>" + page.partition('<ol class="contents list">')[2].partition("</ol>")[0] + "</main>")

    assert contents == (
        "Renewal of infrastructure inside the community 0 of 11 answered "
        "Building and renewing supporting service facilities inside the community 0 of 8 answered "
        "Repair of common parts of the buildings 1 of 8 answered "
        "Upgrading of infrastructure connected with the community 0 of 5 answered "
        "Overall improvement of basic public services of the neighbourhood 0 of 7 answered "
        "Environmental sanitation 0 of 5 answered "
        "Housing management and maintenance 0 of 4 answered "
        "Security and vehicle management · Greening management 0 of 8 answered "
        "Public-facility management · Property-service supervision 0 of 8 answered "
        "Summary: read everything once more and confirm"
    )
