"""Fetching is the permission check: what is not yours is not found, as if it were not there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from communities.domain.roles import Permission, Role
from communities.models import Credential, District, Unit
from communities.services import rolls
from communities.services.credentials import issue_for_household, issue_for_owner
from consultations import access
from consultations.domain.stages import Stage
from consultations.models import Remark
from consultations.services import offering, surveying
from tests.consultations import remarked
from tests.consultations.services import acts
from tests.staff import member
from tests.stages import newest, onward, review, standing_at
from tests.world import CHAIR, World, community, edition

S, P = Stage, Permission
pytestmark = pytest.mark.django_db


def verified(user: Any, *, passed: bool = True) -> Any:
    """As the middleware hands the user on: with or without the second factor."""
    user.is_verified = lambda: passed
    return user


def found(act: Callable[[], Any]) -> Any:
    """What is fetched, or None where nothing is found."""
    try:
        return act()
    except Http404:
        return None


def letter(letter_id: int) -> Credential:
    return Credential.objects.get(pk=letter_id)


def of_household(world: World, unit_id: int) -> Credential:
    return letter(issue_for_household(unit_id=unit_id, by=CHAIR, at=world.at).credential_id)


def of_owner(world: World, owner_id: int) -> Credential:
    return letter(issue_for_owner(owner_id=owner_id, by=CHAIR, at=world.at).credential_id)


def test_of_a_community_the_newest_consultation_is_public():
    world = standing_at(S.WITHDRAWN)
    assert access.newest_consultation("small") == world.consultation
    again = offering.begin_consultation(
        community_id=world.community.pk, edition_id=edition().pk, by=CHAIR, at=world.wait(days=1).at
    )

    assert access.newest_consultation("small") == again
    assert found(lambda: access.round_of("small", 1)) is None


@pytest.mark.parametrize("slug", ["empty", "nowhere"])
def test_where_nothing_has_begun_nothing_is_found(slug):
    community("empty")

    assert found(lambda: access.newest_consultation(slug)) is None
    assert found(lambda: access.round_of(slug, 1)) is None
    assert found(lambda: access.plan_of(slug, 1)) is None


def test_rounds_plans_and_notices_are_public_by_their_numbers():
    world = standing_at(S.ON_NOTICE)
    notice = world.consultation.notices.get(kind="plan")

    assert access.round_of("small", 2) == newest(world, "decision")
    assert access.plan_of("small", 2) == notice.plan
    assert access.notice_of("small", notice.pk) == notice
    assert [found(lambda: access.round_of("small", 3)), found(lambda: access.plan_of("small", 3))] == [None, None]


def test_a_notice_belongs_to_its_community():
    world, other = standing_at(S.ON_NOTICE), World("other")
    notice = world.consultation.notices.get(kind="plan")

    assert found(lambda: access.notice_of(other.slug, notice.pk)) is None


def test_a_letter_opens_the_vote_it_was_written_for():
    world = standing_at(S.DECIDING)
    selection, decision = newest(world, "selection"), newest(world, "decision")
    household, owner = world.entries(selection)[0], world.entries(decision)[0]
    for_household, for_owner = of_household(world, household.unit_id), of_owner(world, owner.owner_id)

    assert {
        (name, round.kind): found(lambda credential=credential, round=round: access.entry_for(credential, round))
        for name, credential in (("household", for_household), ("owner", for_owner))
        for round in (selection, decision)
    } == {
        ("household", "selection"): household,
        ("household", "decision"): None,
        ("owner", "selection"): None,
        ("owner", "decision"): owner,
    }


def test_a_letter_of_another_community_opens_nothing():
    world, other = standing_at(S.SELECTING), standing_at(S.SELECTING, "other")
    round = newest(other, "selection")
    theirs = of_household(world, world.entries(newest(world, "selection"))[0].unit_id)

    assert found(lambda: access.entry_for(theirs, round)) is None


def test_a_voice_that_is_not_on_the_rounds_roll_has_none_in_it():
    """The developer's empty flat is no household, and stays none while the round runs, whatever happens to it."""
    world = standing_at(S.SELECTING)
    flat = Unit.objects.of(world.community.pk).get(door="1-2-101")

    assert found(lambda: access.entry_for(of_household(world, flat.pk), newest(world, "selection"))) is None


def test_a_later_roll_does_not_change_a_running_round():
    world = standing_at(S.SELECTING)
    round = newest(world, "selection")
    entry = world.entries(round)[0]
    rolls.freeze_roll(community_id=world.community.pk, by=CHAIR, at=world.wait(days=1).at)

    assert access.entry_for(of_household(world, entry.unit_id), round) == entry


DESK: dict[str, tuple[Permission, Callable[[Any, Permission, str, World], Any]]] = {
    "consultation": (P.SEE_DESK, lambda user, job, slug, world: access.desk(user, job, slug)),
    "round": (P.RUN_ROUND, lambda user, job, slug, world: access.desk_round(user, job, slug, 2)),
    "finding": (
        P.CHECK_FINDING,
        lambda user, job, slug, world: access.desk_finding(user, job, slug, world.consultation.findings.get().pk),
    ),
    "line": (
        P.OFFER_MENU,
        lambda user, job, slug, world: access.desk_line(
            user, job, slug, world.consultation.menus.get().lines.get(position=1).pk
        ),
    ),
    "remark": (
        P.READ_REMARKS,
        lambda user, job, slug, world: access.desk_remark(
            user, job, slug, Remark.objects.get(question__round__consultation=world.pk).pk
        ),
    ),
    "objection": (
        P.ANSWER_OBJECTION,
        lambda user, job, slug, world: access.desk_objection(
            user, job, slug, world.consultation.notices.get(kind="plan").objections.get().pk
        ),
    ),
}


def full(slug: str = "small") -> World:
    """A community with one of everything the desk works on."""
    world = World(slug)
    finding = acts.report_finding(world)
    surveying.check_finding(finding_id=finding.pk, by="user:77", at=world.at)
    onward(world, S.SELECTING)
    remarked.show(world, remarked.write(world, newest(world, "selection")))
    onward(world, S.ON_NOTICE)
    acts.object_to(world)
    return world


@pytest.mark.parametrize("name", DESK)
def test_the_desk_opens_what_belongs_to_the_post_and_nothing_beside_it(name):
    job, fetch = DESK[name]
    world, other = full(), World("other")
    chair = verified(member(Role.CHAIR, world.community))
    stranger = verified(member(Role.CHAIR, other.community))
    printer = verified(member(Role.PRINTER, world.community, "printer"))

    assert found(lambda: fetch(chair, job, "small", world)) is not None
    assert found(lambda: fetch(stranger, job, "small", world)) is None
    assert found(lambda: fetch(chair, job, "other", world)) is None
    assert found(lambda: fetch(verified(chair, passed=False), job, "small", world)) is None
    assert found(lambda: fetch(AnonymousUser(), job, "small", world)) is None
    if job is not P.SEE_DESK:
        assert found(lambda: fetch(printer, job, "small", world)) is None
        assert found(lambda: fetch(stranger, job, "other", world)) is None  # their own address, another's number


@pytest.mark.parametrize("place, reaches", [("district", True), ("subdistrict", True), ("elsewhere", False)])
def test_officials_find_what_lies_in_their_district_or_sub_district(place, reaches):
    world = standing_at(S.IN_REVIEW)
    offices = world.community.subdistrict
    where = {
        "district": offices.district,
        "subdistrict": offices,
        "elsewhere": District.objects.create(code="500112", name_zh="测试二区", name_en="Second Test District"),
    }[place]
    role = Role.SUBDISTRICT_OFFICIAL if place == "subdistrict" else Role.DISTRICT_OFFICIAL
    official = verified(member(role, where))

    got = found(lambda: access.review_for(official, P.SEE_REVIEW, review(world).pk))
    decision = found(lambda: access.decision_for(official, P.SEE_REVIEW, newest(world, "decision").pk))

    assert (got, decision) == ((review(world), newest(world, "decision")) if reaches else (None, None))


def test_only_the_district_finds_what_only_the_district_decides():
    world = standing_at(S.IN_REVIEW)
    below = verified(member(Role.SUBDISTRICT_OFFICIAL, world.community.subdistrict))

    assert found(lambda: access.review_for(below, P.DECIDE_REVIEW, review(world).pk)) is None


def test_only_a_counted_decision_is_looked_at():
    world = standing_at(S.DECIDING)
    official = verified(member(Role.DISTRICT_OFFICIAL, world.community.subdistrict.district))

    kinds = ("selection", "decision")
    assert [found(lambda k=k: access.decision_for(official, P.SEE_REVIEW, newest(world, k).pk)) for k in kinds] == [
        None,
        None,
    ]
