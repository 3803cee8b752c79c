"""Findings: one person reports a defect, another confirms it."""

import pytest

from consultations.domain.stages import Stage
from consultations.models import Finding
from consultations.services import surveying
from consultations.services.moving import StageRefused
from renewal_portal.ledger.models import Event
from tests.consultations.services import acts
from tests.stages import standing_at
from tests.world import CHAIR, RECORDER, World

S = Stage


def report(world: World, code: str = "C3.01", place: str = "1", **words: str) -> Finding:
    return surveying.report_finding(
        consultation_id=world.pk,
        item_id=world.consultation.edition.items.get(code=code).pk,
        place_id=world.community.places.get(code=place).pk,
        by=CHAIR,
        at=world.at,
        **{"text_zh": " 屋面漏水 "} | words,
    )


def check(world: World, finding: Finding, by: str = RECORDER) -> Finding:
    return surveying.check_finding(finding_id=finding.pk, by=by, at=world.at)


def told(what: str) -> tuple[str, str, dict]:
    return Event.objects.values_list("about", "by", "detail").get(what=what)


def test_a_defect_is_kept_as_it_was_described_and_told_by_its_place(db):
    world = World()

    finding = report(world, text_en=" The roof leaks. ")

    assert (finding.text_zh, finding.text_en) == ("屋面漏水", "The roof leaks.")
    assert (finding.found_by, finding.found_at, finding.checked_by, finding.checked_at) == (CHAIR, world.at, None, None)
    assert told("finding.reported") == (f"finding:{finding.pk}", CHAIR, {"item": "C3.01", "place": "1"})


def test_a_second_person_confirms_it(db):
    world = World()
    finding = report(world)

    check(world.wait(days=1), finding)

    kept = Finding.objects.get()
    assert (kept.checked_by, kept.checked_at) == (RECORDER, world.at)
    assert told("finding.checked") == (f"finding:{finding.pk}", RECORDER, {})


def test_an_item_of_another_edition_is_elsewhere(db):
    world = World()

    with pytest.raises(surveying.FindingRefused, match=r"^elsewhere"):
        surveying.report_finding(
            consultation_id=world.pk,
            item_id=0,
            place_id=world.community.places.get(code="1").pk,
            text_zh="漏水",
            by=CHAIR,
            at=world.at,
        )


def test_nothing_is_asked_while_a_defect_is_unchecked(db):
    world = World().prepare()
    finding = report(world)

    with pytest.raises(StageRefused) as refused:
        acts.open_selection(world)
    assert refused.value.values["missing"] == ("findings_checked",)
    check(world, finding)
    acts.open_selection(world)

    with pytest.raises(StageRefused, match=r"^not_now"):
        check(world, finding)


@pytest.mark.parametrize("stage", [S.SELECTING, S.DECIDING, S.COUNTED])
def test_once_the_residents_choose_the_survey_is_over(db, stage):
    world = standing_at(stage)

    with pytest.raises(StageRefused, match=r"^not_now"):
        report(world)
