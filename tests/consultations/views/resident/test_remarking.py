"""A household writes a word to the committee about one item: from the ballot and back to it, and nothing gets lost."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from consultations.models import Remark
from tests.consultations.remarked import WORD, hide, show, write
from tests.consultations.views.desk.desks import go_to
from tests.consultations.views.public.reading import words
from tests.consultations.views.resident.reading import chosen, questions
from tests.consultations.views.resident.test_homes import LET, Landlord
from tests.consultations.views.resident.test_queries import asked
from tests.residents import Voter, household_letter, selecting, signed_in

pytestmark = pytest.mark.django_db

WRITE, CHANGE = "Write a word to the committee", "Change my word, or take it back"


def address(voter: Voter, item: int | str = "C1.07") -> str:
    """The page of a word about an item, by its code or its number."""
    number = voter.number(item) if isinstance(item, str) else item
    home = [voter.entry.unit_id] if isinstance(voter, Landlord) else []
    return reverse("ballot_remark", args=[voter.world.slug, voter.round.number, *home, number])


def read(voter: Voter, item: int | str = "C1.07") -> str:
    response = voter.client.get(address(voter, item))
    assert response.status_code == 200
    return words(response.content.decode())


def say(voter: Voter, text: str, **more: str) -> HttpResponse:
    return voter.client.post(address(voter), {"text": text, **more})


def back(voter: Voter) -> str:
    number = voter.number("C1.07")
    return f"{voter.url(item=number)}#q-{number}"


def own(voter: Voter) -> Remark | None:
    return Remark.objects.filter(entry=voter.entry).first()


def test_from_the_ballot_to_a_word_and_back_nothing_chosen_is_lost(household: Voter) -> None:
    number, other = household.number("C1.07"), household.number("C2.05")
    page = household.page(item=number)
    assert f'name="go" value="remark-{number}"' in page

    on = household.send({number: "-", other: "+"}, go=f"remark-{number}")
    assert on["Location"] == address(household)
    sent = say(household, WORD)

    assert sent["Location"] == back(household)
    page = household.client.get(sent["Location"]).content.decode()
    assert "Your word is with the committee. It reads it before others do." in page
    assert f"Your word to the committee: {WORD} {CHANGE}" in words(page)
    assert {name: value for name, value in chosen(page).items() if name in (f"a-{number}", f"a-{other}")} == {
        f"a-{number}": "-",
        f"a-{other}": "+",
    }
    assert household.ballots == []


def test_every_item_of_a_selection_has_a_way_to_a_word(household: Voter) -> None:
    page = household.page()

    assert page.count(WRITE) == len(questions(page)) > 1


def test_a_decision_has_none(owner: Voter) -> None:
    assert 'value="remark-' not in owner.page()
    assert owner.client.get(address(owner)).status_code == 404


def test_a_button_that_names_no_item_leads_back_to_the_ballot(household: Voter) -> None:
    for item in ("", "x", "99"):
        assert household.send({}, go=f"remark-{item}")["Location"] == household.url()


def test_the_page_says_who_reads_it_and_how_much_may_be_written(household: Voter) -> None:
    said = read(household)

    assert said.startswith("Public lighting in courtyards and paths (Whole community) A word to the committee")
    assert "500 of 500 characters are left." in said
    assert "without your name, your door and your answer" in said
    assert "Take it back" not in said


def test_where_few_are_asked_it_says_that_this_is_known(household: Voter) -> None:
    known = "are asked about this item: everybody can tell that it comes from one of them."

    assert f"Only the homes of this stairwell {known}" in read(household, "M5.02")
    assert f"Only the homes of this building {known}" in read(household, "C3.01")
    assert known not in read(household)


def test_what_became_of_it_stands_above_it(household: Voter) -> None:
    world, remark = household.world, write(household.world, household.round, household.entry)
    assert "It waits to be read The committee reads it before others do." in read(household)
    assert f"{500 - len(WORD)} of 500 characters are left." in read(household)

    show(world, remark)
    assert "Everybody can read it It stands with the item, without your name" in read(household)

    hide(world, remark, "person")
    assert "It is not shown to others The committee's reason: It names somebody, or says who is meant." in read(
        household
    )


@pytest.mark.parametrize(
    "text, sentence",
    [
        (" \n ", "The text is empty. Write what you want to say."),
        ("好" * 503, "This is too long by 3 characters; 500 are possible. Shorten it."),
    ],
)
def test_a_word_that_cannot_be_kept_comes_back_as_it_was_typed(household: Voter, text: str, sentence: str) -> None:
    response = say(household, text)

    assert (response.status_code, dict(response.context["form"].errors)) == (422, {"text": [sentence]})
    assert text.strip() in response.content.decode()
    assert own(household) is None


def test_it_is_changed_and_taken_back(household: Voter) -> None:
    say(household, WORD)
    say(household, "别的话")
    assert own(household).text == "别的话"

    gone = household.client.post(address(household), {"text": "别的话", "go": "take-back"})

    assert gone["Location"] == back(household)
    assert "Your word is taken back. Nothing of it is kept." in household.client.get(gone["Location"]).content.decode()
    assert own(household) is None


def test_taking_back_twice_is_said_and_harmless(household: Voter) -> None:
    gone = household.client.post(address(household), {"go": "take-back"})

    assert "There is nothing to take back." in household.client.get(gone["Location"]).content.decode()


def test_once_the_selection_is_over_it_is_read_and_taken_back_and_nothing_is_written(household: Voter) -> None:
    say(household, WORD)
    go_to(household.world, household.round.closes_at)

    said = read(household)
    assert WORD in said
    assert "characters" not in said

    late = say(household, "迟了")
    assert late["Location"] == household.url()
    assert "What you wrote was not kept. Read below why." in household.client.get(household.url()).content.decode()
    assert own(household).text == WORD
    household.client.post(address(household), {"go": "take-back"})
    assert own(household) is None
    assert household.client.get(address(household))["Location"] == household.url()


def test_an_item_of_another_stairwell_is_not_found(household: Voter) -> None:
    there = household.round.questions.filter(place__code="1-2").first().number

    assert household.client.get(address(household, there)).status_code == 404
    assert household.client.post(address(household, there), {"text": WORD}).status_code == 404
    assert Remark.objects.count() == 0


def test_another_household_neither_sees_nor_takes_it_back(household: Voter) -> None:
    say(household, WORD)
    neighbour = Voter(household.world, household.round, "1-1-301")

    assert WORD not in neighbour.page() + neighbour.client.get(address(neighbour)).content.decode()
    neighbour.client.post(address(neighbour), {"go": "take-back"})
    assert own(household).text == WORD


def test_tenant_and_owner_of_one_home_do_not_see_each_others(db: None) -> None:
    tenant = Voter(*selecting(), LET)
    landlord = Landlord(tenant.world, tenant)
    say(tenant, WORD)
    say(landlord, "房东的话")

    assert (WORD in landlord.page(), "房东的话" in landlord.page()) == (False, True)
    assert (WORD in tenant.page(), "房东的话" in tenant.page()) == (True, False)
    assert list(Remark.objects.order_by("by_owner").values_list("text", "by_owner")) == [
        (WORD, False),
        ("房东的话", True),
    ]


def test_markup_in_a_word_stays_text(household: Voter) -> None:
    say(household, "<b>fett</b>")

    for page in (household.page(), household.client.get(address(household)).content.decode()):
        assert ("<b>fett" in page, "&lt;b&gt;fett" in page) == (False, True)


def test_without_a_letter_one_signs_in_first(household: Voter) -> None:
    assert Client().get(address(household))["Location"].split("?")[0] == reverse("sign_in")
    elsewhere = Voter(*selecting(slug="other"))
    stranger = signed_in(Client(), household_letter(elsewhere.world, "1-1-201"))
    assert stranger.get(address(household)).status_code == 404


def test_many_words_ask_the_database_no_more_often_than_one(household: Voter) -> None:
    write(household.world, household.round, household.entry)
    household.page()
    one = asked(household.page)

    for code in ("C1.11", "C2.05"):
        write(household.world, household.round, household.entry, code=code)

    assert asked(household.page) == one
