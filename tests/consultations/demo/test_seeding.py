"""All communities of the demonstration: every stage, every period, and nothing twice."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import Count

from communities.models import Community, Credential, Grant
from consultations.demo import files, finishing, posts, script, seeding
from consultations.demo.way import SHANGHAI, Calendar, Way
from consultations.domain.stages import Stage
from consultations.models import (
    BallotVersion,
    Consultation,
    Finding,
    Meeting,
    Notice,
    Objection,
    OfficeOpinion,
    Plan,
    Review,
    Round,
    StageMove,
    WorksReport,
)
from consultations.services import moving
from consultations.services.recounting import plan_differences, tally_differences
from renewal_portal.ledger.domain.settings import KNOWN
from renewal_portal.ledger.models import Event
from tests.consultations.demo.seeded import for_a_module, keep_promises
from tests.refusals import counts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STANDS = {
    "changshiyuan": Stage.SELECTING,
    "chenxi": Stage.DRAFT,
    "xinghua": Stage.CONSULTING,
    "shiliu": Stage.DECIDING,
    "qingyan": Stage.COUNTED,
    "zhuying": Stage.PLANNED,
    "guizi": Stage.ON_NOTICE,
    "yutong": Stage.IN_REVIEW,
    "wangchuan": Stage.APPROVED,
    "yinxing": Stage.UNDER_WAY,
    "rongyin": Stage.ACCEPTED,
    "lanxi": Stage.EVALUATED,
    "meiyuan": Stage.CLOSED,
    "songtao": Stage.WITHDRAWN,
    "poshang": Stage.SUSPENDED,
    "dukou": Stage.REJECTED,
}
OFF_THE_WAY = (Stage.CLOSED, Stage.WITHDRAWN, Stage.REJECTED, Stage.SUSPENDED)
GO_ON = [slug for slug, stage in STANDS.items() if stage not in OFF_THE_WAY]
#: Every moment at which something was done.
DONE = (
    (Finding, "found_at"),
    (Finding, "checked_at"),
    (StageMove, "moved_at"),
    (Round, "opened_at"),
    (Round, "closed_at"),
    (Round, "counted_at"),
    (BallotVersion, "cast_at"),
    (Meeting, "recorded_at"),
    (Plan, "drawn_at"),
    (Notice, "posted_at"),
    (Objection, "filed_at"),
    (Objection, "answered_at"),
    (Review, "submitted_at"),
    (Review, "decided_at"),
    (OfficeOpinion, "given_at"),
    (WorksReport, "reported_at"),
    (Credential, "issued_at"),
    (Event, "at"),
)


@pytest.fixture(scope="module", autouse=True)
def at(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    with for_a_module(django_db_blocker) as moment:
        assert list(seeding.seed(at=moment)) == list(STANDS)
        keep_promises()
        yield moment


def days(setting: str) -> timedelta:
    return timedelta(days=KNOWN[setting].default)


def test_a_community_stands_at_every_stage() -> None:
    found = Consultation.objects.values_list("community__slug", "stage")

    assert dict(found) == STANDS
    assert set(STANDS.values()) == set(Stage)


def test_every_community_is_marked_as_invented() -> None:
    assert Community.objects.filter(is_invented=False).count() == 0


def test_every_role_that_moves_a_community_on_is_held() -> None:
    held = Grant.objects.values_list("user__username", "role").annotate(n=Count("pk")).order_by("user__username")

    assert list(held) == [
        ("chair", "chair", 1),
        ("chair-small", "chair", 15),
        ("district", "district_official", 1),
        ("printer", "printer", 16),
        ("recorder", "recorder", 16),
        ("subdistrict", "subdistrict_official", 1),
        ("volunteer", "volunteer", 16),
    ]


def test_seeding_again_makes_nothing_and_doubles_nothing(at: datetime) -> None:
    before = counts()

    assert list(seeding.seed(at=at + timedelta(days=1))) == []
    assert counts() == before


def test_nothing_was_done_in_the_future(at: datetime) -> None:
    late = [
        f"{model.__name__}.{moment}" for model, moment in DONE if model.objects.filter(**{f"{moment}__gt": at}).exists()
    ]

    assert late == []


def test_every_vote_was_open_as_long_as_it_must() -> None:
    for round in Round.objects.all():
        assert days("voting_days_min") <= round.closes_at - round.opens_at <= days("voting_days_max")
        assert round.closed_at is None or round.closed_at >= round.closes_at


def test_owners_were_told_of_every_decision_fifteen_days_before() -> None:
    told = [round.opens_at - round.opened_at for round in Round.objects.filter(kind="decision")]

    assert min(told) >= timedelta(days=15) == days("decision_notice_days")
    assert len(told) >= 10


def test_every_ballot_came_while_its_vote_was_open() -> None:
    for version in BallotVersion.objects.select_related("ballot__round"):
        assert version.ballot.round.opens_at <= version.cast_at < version.ballot.round.closes_at


def test_results_and_plans_hung_as_long_as_they_must() -> None:
    least = {"result": days("result_posted_days"), "plan": days("plan_notice_days")}
    hung = [(notice.kind, notice.ends_at - notice.posted_at) for notice in Notice.objects.exclude(kind="vote")]

    assert [each for each in hung if each[1] < least[each[0]]] == []
    assert {kind for kind, _ in hung} == {"result", "plan"}


def test_no_plan_was_submitted_before_its_notice_ended_and_every_objection_was_answered() -> None:
    for review in Review.objects.select_related("plan"):
        notice = review.plan.notices.get()
        assert review.submitted_at >= notice.ends_at
        assert notice.objections.filter(answered_at=None).count() == 0
        assert notice.objections.count() == 2


def test_no_review_was_decided_before_every_office_had_spoken() -> None:
    for review in Review.objects.exclude(decision="reject").exclude(decision=None):
        assert max(review.opinions.values_list("given_at", flat=True)) <= review.decided_at
        assert review.opinions.count() == len(finishing.OFFICES)


def test_two_meetings_were_held_before_every_decision() -> None:
    least = KNOWN["min_meeting_rounds"].default

    for round in Round.objects.filter(kind="decision"):
        assert round.consultation.meetings.filter(recorded_at__lt=round.opened_at).count() >= least


def test_every_finding_was_checked_by_a_second_person() -> None:
    waiting = Finding.objects.filter(checked_by=None).values_list("consultation__community__slug", flat=True)

    assert list(waiting) == ["chenxi"]
    assert Finding.objects.filter(checked_by__isnull=False).count() > 100


def test_what_was_counted_and_drawn_comes_out_again() -> None:
    rounds, plans = Round.objects.filter(state="counted").with_community(), Plan.objects.all()

    assert [str(each) for round in rounds for each in tally_differences(round)] == []
    assert [str(each) for plan in plans for each in plan_differences(plan)] == []
    assert (rounds.count() > 15, plans.count() > 15) == (True, True)


def way_of(slug: str, at: datetime) -> Way:
    """A community's way as it was left by the seeding."""
    data = files.of(slug)
    calendar = Calendar(at.astimezone(SHANGHAI).date(), data["stands"])
    way = Way(data, calendar, posts.signatures(), Community.objects.get(slug=slug))
    way.consultation = Consultation.objects.get(community=way.community)
    return way


@pytest.mark.parametrize("slug", GO_ON)
def test_whoever_is_on_the_way_reaches_the_next_stage_from_there(slug: str, at: datetime) -> None:
    way, before = way_of(slug, at), STANDS[slug]

    for day, hour, step in script.SCRIPT:
        if day >= way.data["stands"] and way.consultation.stage == before:
            step(way, way.calendar.at(day, hour))
            way.consultation.refresh_from_db()

    order = list(Stage)
    assert order.index(Stage(way.consultation.stage)) == order.index(before) + 1


def test_the_suspended_community_goes_on_where_it_stopped(at: datetime) -> None:
    way = way_of("poshang", at)

    resumed = moving.go(consultation_id=way.pk, to=Stage.CONSULTING, by=way.chair, at=at)

    assert resumed.stage == Stage.CONSULTING
