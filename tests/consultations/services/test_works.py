"""From approval to the end: each milestone moves the community on, and only with its figure."""

import pytest

from consultations.domain.review import Decision
from consultations.domain.stages import Stage
from consultations.models import Consultation, WorksReport
from consultations.services import works
from consultations.services.works import WorksRefused
from renewal_portal.ledger.models import Event
from renewal_portal.ledger.services import district_settings
from tests.consultations.services.test_return import change
from tests.stages import WAY, decide, go, onward, reported, standing_at
from tests.world import CHAIR, OFFICIAL, World

S = Stage


def figures(world: World) -> list[tuple[str, int | None, int | None]]:
    rows = world.consultation.reports.order_by("pk")
    return list(rows.values_list("kind", "open_safety_defects", "satisfied_percent"))


def batch(world: World) -> str:
    return Consultation.objects.get(pk=world.pk).batch


def test_every_milestone_is_reported_once_with_the_figure_that_belongs_to_it(db):
    world = standing_at(S.APPROVED)
    assert batch(world) == "planned"

    for kind in ("beginning", "acceptance", "evaluation", "handover"):
        reported(kind, open_safety_defects=0, satisfied_percent=60)(world)

    assert figures(world) == [
        ("beginning", None, None),
        ("acceptance", 0, None),
        ("evaluation", None, 60),
        ("handover", None, None),
    ]
    assert (world.stage, batch(world)) == (S.CLOSED, "implementing")


def test_a_report_is_logged_without_its_text(db):
    world = standing_at(S.APPROVED)

    reported("beginning")(world)

    report = WorksReport.objects.get()
    event = Event.objects.get(what="works.reported")
    assert (event.about, event.by, event.at, event.detail) == (
        f"report:{report.pk}",
        CHAIR,
        world.at,
        {"kind": "beginning"},
    )
    assert (report.text, report.reported_by, report.reported_at) == ("已完成", CHAIR, world.at)


@pytest.mark.parametrize("satisfied", [None, -1, 101])
def test_an_evaluation_needs_a_share_of_a_hundred(db, satisfied):
    world = standing_at(S.ACCEPTED)

    with pytest.raises(WorksRefused, match=r"^figure_missing"):
        reported("evaluation", satisfied_percent=satisfied)(world)

    assert world.stage == S.ACCEPTED


def test_the_pass_mark_is_the_districts(db):
    world = standing_at(S.ACCEPTED)
    district_settings.set_value(
        district="500107",
        key="pass_mark_percent",
        value=80,
        valid_from=world.at.date(),
        source="区政府通知",
        by=OFFICIAL,
        at=world.at,
    )

    with pytest.raises(WorksRefused) as refused:
        reported("evaluation", satisfied_percent=79)(world)
    assert (refused.value.code, refused.value.values) == ("below_pass_mark", {"pass_mark": 80})
    reported("evaluation", satisfied_percent=80)(world)

    assert world.stage == S.EVALUATED


@pytest.mark.parametrize("back", [S.CONSULTING, S.ON_NOTICE])
def test_works_that_went_back_begin_again(db, back):
    """A change above the set share is decided again, or posted again; afterwards the works go on."""
    world = standing_at(S.UNDER_WAY)
    go(world, back, "地下管线须改线")
    if back is S.CONSULTING:
        change(world, quantity_milli=2_000)
    else:
        WAY[S.PLANNED](world.wait(days=1))

    onward(world, S.CLOSED)

    kinds = [kind for kind, _, _ in figures(world)]
    assert kinds == ["beginning", "beginning", "acceptance", "evaluation", "handover"]


def test_a_milestone_out_of_turn_is_refused_with_the_stage(db):
    world = standing_at(S.IN_REVIEW)
    decide(world, Decision.APPROVE)

    with pytest.raises(WorksRefused) as refused:
        works.report_milestone(
            consultation_id=world.pk, kind="evaluation", text="满意", satisfied_percent=90, by=CHAIR, at=world.at
        )

    assert (refused.value.code, refused.value.values) == ("not_now", {"stage": S.APPROVED})
