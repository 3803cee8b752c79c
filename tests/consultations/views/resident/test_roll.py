"""Am I on the roll? Everybody sees their own entry, says what is wrong with it, and finds the answer there."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communities.models import Owner, OwnerMember, RollCorrection, Unit
from communities.services.corrections import MOST_WAITING, answer_correction
from communities.services.credentials import Letter, issue_for_owner
from tests.consultations.views.public.reading import words
from tests.residents import household_letter, in_both_stairwells, owner_letter, signed_in, with_couple
from tests.world import CHAIR, World

pytestmark = pytest.mark.django_db

URL = reverse("my_roll")


def with_roll(**options: object) -> World:
    world = World(at=timezone.now(), **options)
    _ = world.roll
    return world


def of(letter: Letter) -> Client:
    return signed_in(Client(), letter)


def said(client: Client) -> str:
    response = client.get(URL)
    assert response.status_code == 200
    return words(response.content.decode())


def send(client: Client, text: str) -> object:
    return client.post(URL, {"text": text})


def test_a_household_sees_its_home_and_that_it_is_one_answer() -> None:
    page = said(of(household_letter(with_roll(), "1-1-401")))

    assert (
        "Your home As the register has them today Door Where Used as Area The area is from "
        "1-1-401 Building 1, stairwell 1 home 100.00 m² the land register "
        "If all of it is right, there is nothing to do. Something is wrong How it counts "
        "In the households' selection this home has one answer, however many people live in it."
    ) in page
    assert "Who may answer The register says that this home is let. In the selection whoever lives" in page


def test_an_owner_sees_all_doors_as_one_head_with_the_areas_added_up() -> None:
    page = said(of(owner_letter(with_roll(rows=in_both_stairwells()), "1-1-101")))

    assert (
        "The area is from 1-1-101 Building 1, stairwell 1 home 100.00 m² the land register "
        "1-2-201 Building 1, stairwell 2 home 100.00 m² the land register"
    ) in page
    assert (
        "How it counts These 2 doors together count as one head in the owners' decision, and their areas are added up."
    ) in page
    assert "Whole community 200.00 m² 21.0%" in page


def test_co_owners_read_their_names_and_who_casts_for_them() -> None:
    world = with_roll(rows=with_couple())
    owner = Owner.objects.get(ownerships__unit__door="1-1-101")
    second = OwnerMember.objects.get(owner=owner, is_representative=False).person_id
    page = said(of(issue_for_owner(owner_id=owner.pk, person_id=second, by=CHAIR, at=world.at)))

    assert "It belongs to several persons, who have one voice together: 测试人11; 测试人乙." in page
    assert "one of you casts the ballot for all: 测试人11, the named representative." in page


def test_before_the_roll_is_fixed_the_register_stands_there_and_no_part_of_a_place() -> None:
    page = said(of(household_letter(World(at=timezone.now()), "1-1-201")))

    assert "1-1-201 Building 1, stairwell 1 home 100.00 m² the land register" in page
    assert "The roll has not been fixed yet. Who may answer" in page


def test_what_is_corrected_in_the_register_is_seen_at_once_and_in_the_roll_only_when_it_is_fixed_anew() -> None:
    client = of(household_letter(with_roll(), "1-1-201"))
    Unit.objects.filter(door="1-1-201").update(area_cm2=852_000)

    page = said(client)

    assert "home 85.20 m² the land register" in page
    assert "What is corrected in the register afterwards stands in the next roll." in page
    assert "Building 1, stairwell 1 100.00 m² 25.0%" in page


def test_who_holds_nothing_any_more_is_told_so() -> None:
    client = of(owner_letter(with_roll(), "1-1-101"))
    owner = Owner.objects.get(ownerships__unit__door="1-1-101")
    owner.ownerships.update(until=timezone.localdate())

    assert "Your doors The register names no door of yours today." in said(client)


def test_the_first_page_leads_here() -> None:
    client = of(household_letter(with_roll(), "1-1-201"))

    assert f'href="{URL}"' in client.get(reverse("my")).content.decode()


def test_what_is_wrong_goes_to_the_committee_and_waits_there() -> None:
    client = of(household_letter(with_roll(), "1-1-201"))

    response = send(client, "面积是85.20平方米")

    assert (response.status_code, response["Location"]) == (302, URL)
    kept = RollCorrection.objects.get()
    assert (kept.unit.door, kept.text) == ("1-1-201", "面积是85.20平方米")
    page = said(client)
    assert page.startswith("It is with the committee. The answer will stand here.")
    assert "What you said is wrong " in page
    assert "waits for an answer 面积是85.20平方米 How it counts" in page


@pytest.mark.parametrize(("accepted", "tag"), [(True, "right"), (False, "not right")])
def test_the_answer_stands_below_what_was_said(accepted: bool, tag: str) -> None:
    client = of(household_letter(with_roll(), "1-1-201"))
    send(client, "面积有误")
    answer_correction(
        correction_id=RollCorrection.objects.get().pk, answer="已核对", accepted=accepted, by=CHAIR, at=timezone.now()
    )

    page = said(client)

    assert f" {tag} 面积有误 Answer " in page
    assert "已核对 How it counts" in page
    assert "waits for an answer" not in page


def test_the_newest_stands_first() -> None:
    client = of(household_letter(with_roll(), "1-1-201"))
    send(client, "第一条")
    send(client, "第二条")

    page = said(client)

    assert page.index("第二条") < page.index("第一条")


def test_nobody_reads_what_another_voice_has_written() -> None:
    world = with_roll()
    send(of(household_letter(world, "1-1-201")), "只有居委会知道")

    for letter in (household_letter(world, "1-1-301"), owner_letter(world, "1-1-201")):
        assert "只有居委会知道" not in said(of(letter))


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_text_is_asked_for_again(text: str) -> None:
    response = send(of(household_letter(with_roll(), "1-1-201")), text)

    assert response.status_code == 422
    page = words(response.content.decode())
    assert "Please check What is wrong, and how should it be?: The text is empty. Write what is wrong." in page
    assert page.index("Please check") < page.index("Your home")
    assert RollCorrection.objects.count() == 0


def test_while_enough_wait_no_more_is_taken_and_what_was_typed_stays() -> None:
    client = of(household_letter(with_roll(), "1-1-201"))
    for number in range(MOST_WAITING):
        send(client, f"第{number}条")

    response = send(client, "还有一条")

    page = response.content.decode()
    assert response.status_code == 422
    assert f"{MOST_WAITING} corrections of yours wait for an answer already." in words(page)
    assert "还有一条</textarea>" in page
    assert RollCorrection.objects.count() == MOST_WAITING


def test_without_a_letter_one_signs_in_first() -> None:
    for response in (Client().get(URL), Client().post(URL, {"text": "面积有误"})):
        assert (response.status_code, response["Location"]) == (302, f"{reverse('sign_in')}?next=%2Fballot%2Froll%2F")
    assert RollCorrection.objects.count() == 0


@pytest.mark.parametrize("corrections", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_corrections_as_for_one(
    corrections: int, django_assert_num_queries
) -> None:
    client = of(owner_letter(with_roll(rows=in_both_stairwells()), "1-1-101"))
    for number in range(corrections):
        send(client, f"第{number}条")
    client.get(URL)

    with django_assert_num_queries(9):
        client.get(URL)
