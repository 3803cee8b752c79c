"""What the own home pays each month for the plan's management package; the office has all of it as a sheet."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from communities.domain.roles import Role
from tests.consultations.views.desk.desks import Desk
from tests.consultations.views.public.reading import TO_NOTICE, words, world_now
from tests.residents import household_letter, owner_letter, signed_in
from tests.world import MENU, NOT, WANT, World

pytestmark = pytest.mark.django_db
URL = reverse("my_charges")


@pytest.fixture
def world() -> World:
    return world_now(after=TO_NOTICE).consulting()


def page(world: World, letter: object) -> str:
    return words(signed_in(Client(), letter).get(URL).content.decode())


def test_a_household_reads_what_its_home_pays_and_that_it_is_a_draft(world):
    """Cleaning is priced by the home: 5 yuan a month each, on 100 m² 5 fen a square metre."""
    said = page(world, household_letter(world, "1-1-101"))

    service = "Daily cleaning of courtyards and paths ¥5 Whole community"
    assert f"1-1-101 100.00 m² {service} Together each month ¥5" in said
    assert "about ¥0.05 a square metre and month" in said
    assert "This is a draft: nothing is paid before the owners have agreed to the package." in said


def test_an_owner_reads_the_same_of_the_home_they_hold(world):
    said = page(world, owner_letter(world, "1-1-101"))

    assert "1-1-101 100.00 m² Daily cleaning of courtyards and paths ¥5" in said


def test_the_own_page_leads_there_once_a_plan_has_a_package(world):
    client = signed_in(Client(), household_letter(world, "1-1-101"))

    assert f'href="{URL}"' in client.get(reverse("my")).content.decode()


def test_without_a_plan_there_is_nothing_to_pay():
    world = world_now(after=TO_NOTICE).prepare()
    client = signed_in(Client(), household_letter(world, "1-1-101"))

    assert client.get(URL).status_code == 404
    assert f'href="{URL}"' not in client.get(reverse("my")).content.decode()


def test_without_the_package_there_is_nothing_to_pay():
    world = world_now(after=TO_NOTICE)
    world.counted({code: NOT if code == "M6.01" else WANT for code, *_ in MENU})
    world.final()

    assert signed_in(Client(), household_letter(world, "1-1-101")).get(URL).status_code == 404


def test_the_office_has_every_home_and_the_sum(world):
    answer = Desk(world, Role.RECORDER).get("desk_charges")

    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active.rows]
    assert rows[0] == ["Door", "Area", "Daily cleaning of courtyards and paths (Whole community)", "A month, in yuan"]
    assert " ".join(row[0] for row in rows[1:-1]) == "1-1-101 1-1-201 1-1-301 1-1-401 1-2-201 1-2-301 1-2-401"
    assert {row[2] for row in rows[1:-1]} == {"5.00"}
    assert rows[-1] == ["All homes", "700.00 m²", "35.00", "35.00"]


def test_a_surveyor_does_not_find_the_sheet(world):
    assert Desk(world, Role.SURVEYOR).get("desk_charges").status_code == 404
