"""The public interface tells what anyone may know, to anyone, and nothing more."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from communities.models import RollShare
from consultations.models import BallotVersion
from consultations.services import notices, offering
from tests.consultations.test_disclosure import numbers_in
from tests.world import CHAIR, NOT, START, WANT, World, community, edition

pytestmark = pytest.mark.django_db


def get(client: Client, route: str, *args: object, **query: str) -> Any:
    return client.get(reverse(f"api:{route}", args=args), query, headers={"accept-language": "en"})


def everything(client: Client, world: World) -> dict[str, Any]:
    """Every answer of the interface about one community."""
    told = {name: get(client, name, world.slug).json() for name in ("consultation", "menu")}
    for name, rows in (("round", world.consultation.rounds), ("plan", world.consultation.plans)):
        for number in rows.values_list("number", flat=True):
            told[f"{name} {number}"] = get(client, name, world.slug, number).json()
    return told | {"communities": get(client, "communities").json()}


def test_communities_are_listed_with_their_stage(client: Client) -> None:
    World().prepare().select()
    World(slug="other")

    assert [(each["slug"], each["stage"]) for each in get(client, "communities").json()["results"]] == [
        ("other", "draft"),
        ("small", "selecting"),
    ]


@pytest.mark.parametrize(
    "query, found",
    [
        ({"stage": "draft"}, ["other"]),
        ({"stage": "deciding"}, []),
        ({"name": "测试"}, ["other", "small"]),
        ({"name": "nowhere"}, []),
        ({"district": "500107", "subdistrict": "500107001"}, ["other", "small"]),
    ],
)
def test_the_list_is_searched_as_the_page_is(query: dict[str, str], found: list[str], client: Client) -> None:
    World().prepare().select()
    World(slug="other")

    assert [each["slug"] for each in get(client, "communities", **query).json()["results"]] == found


def test_long_lists_come_in_pages(client: Client) -> None:
    of = edition().pk
    for number in range(101):
        begun = community(f"number-{number}").pk
        offering.begin_consultation(community_id=begun, edition_id=of, by=CHAIR, at=START)

    first, second = (get(client, "communities", page=page).json() for page in "12")

    assert (first["count"], len(first["results"]), first["previous"]) == (101, 100, None)
    assert first["next"] == "http://testserver/api/communities/?page=2"
    assert (len(second["results"]), second["next"]) == (1, None)
    assert get(client, "communities", page="3").status_code == 404


def test_money_is_told_once_it_is_announced(client: Client) -> None:
    world = World()
    unannounced = get(client, "consultation", "small").json()
    world.prepare()
    announced = get(client, "consultation", "small").json()

    assert [unannounced[name] for name in ("budget_fen", "method", "measure")] == [None, None, None]
    assert [announced[name] for name in ("budget_fen", "method", "measure")] == [20_000_000, "support", "share"]


def test_a_menu_is_told_once_it_is_offered(client: Client) -> None:
    world = World()
    world.prepare_lines()
    prepared = get(client, "menu", "small").json()["count"]
    other = World(slug="other").prepare()

    assert prepared == 0
    assert get(client, "menu", "other").json()["count"] == len(other.menu)


def test_a_running_round_tells_how_many_came(client: Client) -> None:
    world = World()
    round = world.prepare().select()
    for entry in world.entries(round)[:3]:
        world.cast(round, entry, WANT)

    told = get(client, "round", "small", round.number).json()

    assert (told["voices"], told["ballots"], told["public_file"]) == (7, 3, None)


def test_what_is_told_while_a_round_runs_does_not_depend_on_what_was_said(client: Client) -> None:
    """Two communities that differ in nothing but their ballots look the same until the count."""
    worlds = [World("first"), World("other")]
    for world, said in zip(worlds, (WANT, NOT), strict=True):
        round = world.prepare().select()
        world.everybody(round, said)

    first, other = (everything(client, world) for world in worlds)
    first.pop("communities")
    other.pop("communities")

    assert str(first).replace("first", "other") == str(other)


def test_the_whole_way_can_be_read(client: Client) -> None:
    world = World().on_notice()
    notice = world.consultation.notices.get(kind="plan")
    notices.file_objection(notice_id=notice.pk, text="太贵了", by="voice:1", at=world.at)

    told = get(client, "consultation", "small").json()

    assert [each["state"] for each in told["rounds"]] == ["counted", "counted"]
    assert [each["public_file"] for each in told["rounds"]] == [
        f"http://testserver/c/small/rounds/{number}/public.json" for number in (1, 2)
    ]
    assert [each["kind"] for each in told["plans"]] == ["draft", "final"]
    assert [(each["kind"], each["round"], each["plan"]) for each in told["notices"]] == [
        ("result", 2, None),
        ("plan", None, 2),
    ]
    assert told["notices"][1]["objections"] == [
        {
            "text": "太贵了",
            "filed_at": told["notices"][1]["objections"][0]["filed_at"],
            "answer": "",
            "upheld": None,
            "answered_at": None,
        }
    ]


def test_a_plan_tells_every_line_of_the_menu_with_its_reason(client: Client) -> None:
    world = World().on_notice()

    plan = get(client, "plan", "small", 2).json()

    assert [(line["code"], line["place"]) for line in plan["lines"]] == [line[:2] for line in world.menu]
    assert [line["why"] for line in plan["lines"] if line["code"] == "C5.05"] == ["for_the_district"]
    assert plan["package"] == {"mode": "company", "services": ["M1.01"], "if_built": [], "monthly_fen": 500}


def test_no_name_no_serial_and_no_area_is_told(client: Client) -> None:
    """The roll with areas hangs before a vote: an area or a sum of areas would name who voted."""
    world = World().on_notice()

    told = everything(client, world)

    areas = set(RollShare.objects.values_list("area_cm2", flat=True))
    serials = BallotVersion.objects.values_list("serial", flat=True)
    text = str(told)
    assert numbers_in(told) & areas == set()
    assert [word for word in ("测试人", "测试商户", "TEST-", *serials) if word in text] == []


@pytest.mark.parametrize(
    "name, args",
    [
        ("consultation", ("nowhere",)),
        ("menu", ("nowhere",)),
        ("round", ("nowhere", 1)),
        ("round", ("small", 9)),
        ("plan", ("small", 1)),
    ],
)
def test_what_is_not_there_is_not_found(name: str, args: tuple[object, ...], client: Client) -> None:
    World()

    answer = get(client, name, *args)

    assert (answer.status_code, answer.json()) == (
        404,
        {"code": "not_found", "sentence": "There is nothing at this address.", "fields": {}},
    )


def test_a_search_that_cannot_be_made_says_where_it_is_wrong(client: Client) -> None:
    World()

    answer = get(client, "communities", stage="nowhere", district="1")

    assert (answer.status_code, answer.json()) == (
        400,
        {
            "code": "invalid",
            "sentence": "This search cannot be made: look at its fields.",
            "fields": {
                "stage": ["Select a valid choice. nowhere is not one of the available choices."],
                "district": ["Select a valid choice. 1 is not one of the available choices."],
            },
        },
    )


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(method: str, client: Client) -> None:
    answer = getattr(client, method)(reverse("api:communities"), headers={"accept-language": "en"})

    assert (answer.status_code, answer.json()) == (
        403,
        {"code": "read_only", "sentence": "Here one can only read.", "fields": {}},
    )


def test_only_json_is_answered(client: Client) -> None:
    answer = client.get(reverse("api:communities"), headers={"accept": "text/csv", "accept-language": "en"})

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


def test_who_asks_too_often_has_to_wait(client: Client) -> None:
    World()

    answers = [get(client, "consultation", "nowhere").status_code for _ in range(120)]
    last = get(client, "consultation", "nowhere")

    assert set(answers) == {404}
    assert (last.status_code, last.json()["code"]) == (429, "throttled")
    assert 0 < int(last["Retry-After"]) <= 60


def test_who_is_signed_in_gets_the_same(client: Client, admin_client: Client) -> None:
    World().prepare().select()

    assert get(client, "consultation", "small").json() == get(admin_client, "consultation", "small").json()


@pytest.mark.parametrize(
    "address, status",
    [
        ("/api/communities/?page=many", 404),
        ("/api/communities/?page=0", 404),
        ("/api/communities/?page=99999999999999999999", 404),
        ("/api/communities/?name=%00", 400),
        ("/api/communities/?name=%25'--", 200),
        ("/api/communities/?stage=draft&stage=nowhere", 400),
        ("/api/communities/?subdistrict=500107999", 400),
        ("/api/communities/small/rounds/99999999999999999999/", 404),
        ("/api/communities/small/plans/0/", 404),
        ("/api/communities/small/plans/-1/", 404),
    ],
)
def test_odd_addresses_are_answered_calmly(address: str, status: int, client: Client) -> None:
    World()

    answer = client.get(address)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
