"""What a notice tells of the plan or the vote it hangs for, and whose voice objects."""

import pytest

from communities.models import Credential, Owner, Unit
from communities.services import credentials
from consultations.domain.plan.values import Outcome
from consultations.domain.stages import Stage
from consultations.loaders.public import notices as loader
from consultations.models import Notice, PlanLine
from consultations.services import moving, notices, offering
from tests.world import CHAIR, World, edition

pytestmark = pytest.mark.django_db


def of(world: World, kind: str) -> Notice:
    return world.consultation.notices.select_related("round", "plan", "consultation").get(kind=kind)


def letter(world: World, **whose: int) -> Credential:
    issue = credentials.issue_for_owner if "owner_id" in whose else credentials.issue_for_household
    return Credential.objects.get(pk=issue(**whose, by=CHAIR, at=world.at).credential_id)


def test_the_notice_of_a_plan_counts_its_lines() -> None:
    world = World().on_notice()
    lines = PlanLine.objects.filter(plan__kind="final")

    outcomes = loader.outcomes(of(world, "plan"))

    assert sum(outcomes.values()) == lines.count()
    assert outcomes[Outcome.IN] == lines.filter(outcome="in").count()
    assert loader.outcomes(of(world, "result")) == {}


def test_objections_come_in_the_order_in_which_they_were_filed() -> None:
    world = World().on_notice()
    notice = of(world, "plan")
    for text in ("一", "二", "三"):
        notices.file_objection(notice_id=notice.pk, text=text, by="public:page", at=world.at)

    assert [objection.text for objection in loader.objections(notice)] == ["一", "二", "三"]


def test_an_owners_letter_has_its_voice_on_the_roll_of_the_vote() -> None:
    world = World().on_notice()
    round = world.consultation.rounds.get(kind="decision")
    entry = world.entries(round)[0]

    found = loader.entry_of(letter(world, owner_id=entry.owner_id), of(world, "result"))

    assert found == entry


def test_a_households_letter_has_its_voice_on_the_newest_roll() -> None:
    world = World().on_notice()
    entry = world.roll.entries.filter(kind="household").first()

    assert loader.entry_of(letter(world, unit_id=entry.unit_id), of(world, "plan")) == entry


def test_a_letter_of_another_community_has_no_voice_here() -> None:
    world, other = World().on_notice(), World("other")
    owner = Owner.objects.filter(community=other.community, kind="persons").first()
    unit = Unit.objects.filter(place__community=other.community, tenure__isnull=False).first()

    for credential in (letter(other, owner_id=owner.pk), letter(other, unit_id=unit.pk)):
        assert loader.entry_of(credential, of(world, "plan")) is None
        assert loader.entry_of(credential, of(world, "result")) is None


def test_without_a_roll_nobody_has_a_voice() -> None:
    world, bare = World().on_notice(), World("bare")
    notice = of(world, "plan")
    notice.consultation.community = bare.community
    owner = Owner.objects.filter(community=bare.community, kind="persons").first()

    assert loader.entry_of(letter(bare, owner_id=owner.pk), notice) is None


def test_a_notice_is_past_once_another_consultation_has_begun() -> None:
    world = World()
    notice = notices.post_result(round_id=world.counted().pk, posted_where="公告栏", by=CHAIR, at=world.at)
    moving.go(consultation_id=world.pk, to=Stage.WITHDRAWN, reason="以后再说", by=CHAIR, at=world.at)
    assert not loader.is_past(of(world, "result"))

    offering.begin_consultation(
        community_id=world.community.pk, edition_id=edition().pk, by=CHAIR, at=world.wait(days=1).at
    )

    assert loader.is_past(of(world, "result"))
    assert notice.kind == "result"
