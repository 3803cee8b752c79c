"""Counted decisions in the admin: how the owners were identified, and the district's countersignature."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from communities.domain.roles import Role
from consultations.models import Round
from consultations.services import rounds
from renewal_portal.ledger.models import Event
from renewal_portal.shown.times import day
from tests.officials import Official, cells, words
from tests.world import CHAIR, OFFICIAL, RULING, World, community

pytestmark = pytest.mark.django_db

LIST, PAGE, SIGN = "consultations_round_changelist", "consultations_round_change", "consultations_round_countersign"


def counted(slug: str = "small", *, days_ago: int = 40) -> Round:
    return World(slug, at=timezone.now() - timedelta(days=days_ago)).counted()


def test_the_list_shows_those_to_countersign_first() -> None:
    signed, waiting = counted("signed", days_ago=60), counted("waiting")
    rounds.countersign(round_id=signed.pk, by=OFFICIAL, at=timezone.now())

    rows = cells(Official(waiting.consultation.community).page(LIST))

    assert rows == [
        ["Test Community", "Decision of the owners, vote 2", day(waiting.counted_at), "9", "To be countersigned"],
        ["Test Community", "Decision of the owners, vote 2", day(signed.counted_at), "9", "Countersigned"],
    ]


def test_only_counted_decisions_of_the_own_offices_are_listed() -> None:
    world = World("small", at=timezone.now() - timedelta(days=40))
    official = Official(world.community)
    world.consulting().decide()

    assert cells(official.page(LIST)) == []
    assert "No decision of owners has been counted so far." in official.page(LIST)
    assert cells(Official(community("other", "500108")).page(LIST)) == []


@pytest.mark.parametrize("name", [LIST, "index"])
def test_the_list_asks_the_database_the_same_for_one_row_and_for_three(
    name: str, django_assert_num_queries: Any
) -> None:
    official = Official(counted("one").consultation.community)
    expected = {LIST: 6, "index": 7}[name]
    with django_assert_num_queries(expected):
        official.page(name)
    counted("two")
    counted("three")
    with django_assert_num_queries(expected):
        official.page(name)


def test_the_page_says_how_the_owners_were_identified() -> None:
    decision = counted()

    shown = words(Official(decision.consultation.community).page(PAGE, decision.pk))

    assert "How the owners were identified letter 9 (100.0%)" in shown
    assert "How they voted online 9 (100.0%)" in shown
    assert "Countersigned not yet" in shown


def test_a_vote_without_ballots_has_nobody_to_identify() -> None:
    world = World("small", at=timezone.now() - timedelta(days=40)).consulting()
    decision = world.close_and_count(world.decide())

    assert "How the owners were identified nobody" in words(Official(world.community).page(PAGE, decision.pk))


def test_before_signing_a_page_says_what_the_signature_means() -> None:
    decision = counted()

    shown = words(Official(decision.consultation.community).page(SIGN, decision.pk))

    assert "Countersign this decision?" in shown
    assert "The result is then called binding" in shown
    assert Round.objects.get(pk=decision.pk).countersigned_at is None


def test_the_district_countersigns() -> None:
    decision = counted()
    official = Official(decision.consultation.community)
    assert 'href="/admin/consultations/round/' in official.page(PAGE, decision.pk)

    page = official.done(SIGN, decision.pk)

    signed = Round.objects.get(pk=decision.pk)
    assert "The decision is countersigned." in page
    assert f"/{decision.pk}/countersign/" not in page
    assert signed.countersigned_by == f"user:{official.user.pk}"
    assert Event.objects.get(what="round.countersigned").about == f"round:{decision.pk}"


def test_nobody_countersigns_twice() -> None:
    decision = counted()
    official = Official(decision.consultation.community)
    official.done(SIGN, decision.pk)

    assert "This decision has been countersigned already." in official.done(SIGN, decision.pk)
    assert Event.objects.filter(what="round.countersigned").count() == 1


def test_the_sub_district_looks_and_does_not_sign() -> None:
    decision = counted()
    official = Official(decision.consultation.community, Role.SUBDISTRICT_OFFICIAL)

    assert f"/{decision.pk}/countersign/" not in official.page(PAGE, decision.pk)
    assert official.get(SIGN, decision.pk).status_code == 404
    assert official.post(SIGN, decision.pk).status_code == 404
    assert Round.objects.get(pk=decision.pk).countersigned_at is None


def test_a_selection_and_an_open_decision_have_no_page() -> None:
    world = World("small", at=timezone.now() - timedelta(days=40))
    official = Official(world.community)
    opened = world.consulting().decide()
    selection = world.consultation.rounds.get(kind="selection")

    assert [official.get(PAGE, pk).status_code for pk in (opened.pk, selection.pk)] == [404, 404]
    assert official.post(SIGN, opened.pk).status_code == 404


def test_a_foreign_office_neither_looks_nor_signs() -> None:
    decision = counted()
    foreign = Official(community("other", "500108"))

    assert foreign.get(PAGE, decision.pk).status_code == 404
    assert foreign.post(SIGN, decision.pk).status_code == 404
    assert Round.objects.get(pk=decision.pk).countersigned_at is None


def test_a_decision_annulled_after_its_count_is_not_signed() -> None:
    decision = counted()
    official = Official(decision.consultation.community)
    rounds.annul_round(ruling=RULING, round_id=decision.pk, reason="法院判决。", by=CHAIR, at=timezone.now())

    assert official.get(PAGE, decision.pk).status_code == 404
    assert cells(official.page(LIST)) == []
