"""Doors at the desk: who has answered, who goes where, and one tap for one record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.domain.roles import Role
from consultations.domain.doors import State
from consultations.models import DoorMark
from consultations.services import rounds
from tests.consultations.views.desk.desks import Desk
from tests.consultations.walked import mark, send, states, unit
from tests.residents import deciding, selecting
from tests.world import NOT, RULING, WANT

S = State
AT_1 = {"building": "1"}


@pytest.fixture
def desk(db) -> Desk:
    """A chair before a selection in which one home has answered."""
    world, round = selecting()
    world.cast(round, round.roll.entries.get(unit__door="1-1-101"), WANT)
    return Desk(world)


@pytest.fixture
def volunteer(desk) -> Desk:
    """Somebody who goes to two doors of it."""
    found = Desk(desk.world, Role.VOLUNTEER)
    send(desk.world, found.user, "1-1-201", "1-1-301")
    return found


def newest(desk: Desk):  # type: ignore[no-untyped-def]
    return desk.world.consultation.rounds.latest("number")


def tap(desk: Desk, door: str, found: str, query: str = "") -> str:
    return desk.done("desk_doors_building", {"unit": unit(desk.world, door).pk, "mark": found}, query, **AT_1)


def figures(desk: Desk, query: str = "") -> list[dict[str, int]]:
    """Building by building, how many doors are in which state; those nobody is in left out."""
    buildings = desk.get("desk_doors", query).context["buildings"]
    return [{state.value: number for state, _, _, number in each["states"] if number} for each in buildings]


def test_the_overview_counts_doors_by_building(desk) -> None:
    assert figures(desk) == [{"not_reached": 6, "online": 1}]


def test_a_tap_records_and_says_so_and_stays_at_the_door(desk) -> None:
    pk = unit(desk.world, "1-1-201").pk
    response = desk.post("desk_doors_building", {"unit": pk, "mark": "letter"}, **AT_1)

    assert response["Location"].endswith(f"?mark=letter&tapped={pk}#door-{pk}")
    assert "1-1-201: letter delivered." in desk.client.get(response["Location"]).content.decode()
    assert list(DoorMark.objects.values_list("mark", "marked_by")) == [("letter", f"user:{desk.user.pk}")]


def test_a_tap_at_a_door_that_answered_meanwhile_is_refused_in_words(desk) -> None:
    page = tap(desk, "1-1-101", "refused")

    assert "A ballot of this door has come meanwhile. Nothing is left to record." in page
    assert list(DoorMark.objects.all()) == []


@pytest.mark.parametrize("data", [{}, {"unit": "x", "mark": "letter"}, {"unit": "1"}, {"unit": "1", "mark": "online"}])
def test_a_tap_that_says_nothing_known_changes_nothing(desk, data) -> None:
    desk.done("desk_doors_building", data, **AT_1)

    assert list(DoorMark.objects.all()) == []


def test_the_pages_are_the_same_whatever_was_answered(desk) -> None:
    """No choice shows through."""
    other_world, other = selecting(slug="other")
    other_world.cast(other, other.roll.entries.get(unit__door="1-1-101"), NOT)
    twin = Desk(other_world)

    def shown(each: Desk) -> list[object]:
        context = each.get("desk_doors_building", **AT_1).context
        wells = [
            (place, [(n, [(d.door, d.state) for d, *_ in ds]) for n, ds in rows])
            for place, rows in context["stairwells"]
        ]
        return [wells, context["turnout"]]

    assert shown(desk) == shown(twin)


def test_a_door_tells_its_history_with_who_and_when(desk) -> None:
    mark(desk.world, newest(desk), "1-1-201", S.LETTER, by=f"user:{desk.user.pk}")
    pk = unit(desk.world, "1-1-201").pk

    history = desk.get("desk_door", pk=pk).context["history"]

    assert [(str(words), who) for words, who, _ in history] == [("letter delivered", desk.user.full_name)]
    desk.done("desk_door", {"unit": pk, "mark": "moved"}, pk=pk)
    assert states(newest(desk))["1-1-201"] == "moved"


def test_a_volunteer_finds_their_own_doors_and_no_other_page(volunteer) -> None:
    assert figures(volunteer) == [{"not_reached": 2}]
    assert "1-1-401" not in volunteer.page("desk_doors_building", **AT_1)
    assert volunteer.get("desk_community").status_code == 404
    assert volunteer.get("desk_doors_walkers").status_code == 404
    assert volunteer.url("desk_doors") in volunteer.client.get("/desk/").content.decode()


def test_a_volunteer_records_at_their_own_doors_alone(volunteer) -> None:
    tap(volunteer, "1-1-201", "moved")
    foreign = {"unit": unit(volunteer.world, "1-1-401").pk, "mark": "moved"}

    assert volunteer.post("desk_doors_building", foreign, **AT_1).status_code == 404
    assert volunteer.get("desk_door", pk=foreign["unit"]).status_code == 404
    assert list(DoorMark.objects.values_list("unit__door", flat=True)) == ["1-1-201"]


def test_the_chair_looks_at_one_volunteers_doors(desk, volunteer) -> None:
    assert figures(desk, f"?walker={volunteer.user.pk}") == [{"not_reached": 2}]
    assert figures(desk, "?walker=x") == [{"not_reached": 6, "online": 1}]


def test_the_chair_says_who_goes_where(desk, volunteer) -> None:
    desk.done("desk_doors_walkers", {"walker": volunteer.user.pk, "places": ["1-2"]})

    assert figures(desk, f"?walker={volunteer.user.pk}") == [{"not_reached": 5}]
    assert "Tick at least one stairwell." in desk.refused("desk_doors_walkers", {"walker": volunteer.user.pk})


def test_a_decision_shows_the_building_against_the_quorum_without_exact_areas(db) -> None:
    world, round = deciding()
    world.cast(round, round.roll.entries.get(owner__ownerships__unit__door="1-1-101"), WANT)

    page = Desk(world).page("desk_doors_building", **AT_1)

    assert (page.count("at least two thirds: not reached"), "m²" in page) == (2, False)


def test_before_any_vote_the_page_says_that_there_is_none(db) -> None:
    world, round = selecting()
    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by="user:1", at=world.at)
    assert "No vote has been opened yet." in Desk(world).page("desk_doors")


def asked(desk: Desk, name: str, **where: object) -> int:
    desk.get(name, **where)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(name, **where).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name, where", [("desk_doors", {}), ("desk_doors_building", AT_1), ("desk_doors_walkers", {})])
def test_as_many_questions_for_three_marked_doors_as_for_one(desk, volunteer, name, where) -> None:
    mark(desk.world, newest(desk), "1-1-201", S.LETTER)
    one = asked(desk, name, **where)
    for door in ("1-1-301", "1-1-401", "1-2-201"):
        mark(desk.world, newest(desk), door, S.LETTER)
    send(desk.world, volunteer.user, "1-1-401", "1-2-201")

    assert asked(desk, name, **where) == one
