"""The joint review: eight offices, ten days of silence, and one decision."""

from datetime import timedelta

import pytest

from consultations.domain.review import Decision, Office, Opinion
from consultations.domain.stages import Stage
from consultations.models import Consultation, OfficeOpinion, Review
from consultations.services import reviewing
from consultations.services.moving import StageRefused
from consultations.services.reviewing import ReviewRefused
from renewal_portal.ledger.models import Event, Unsealed
from tests.stages import go, newest, onward, review, standing_at
from tests.world import CHAIR, OFFICIAL, World

S = Stage
SECOND = timedelta(seconds=1)


@pytest.fixture
def reviewed(db) -> World:
    return standing_at(S.IN_REVIEW)


def say(world: World, office: Office, opinion: Opinion = Opinion.AGREES, note: str = "") -> OfficeOpinion:
    return reviewing.give_opinion(
        review_id=review(world).pk, office=office, opinion=opinion, note=note, by=OFFICIAL, at=world.at
    )


def decide(world: World, decision: Decision, reason: str = "") -> Review:
    return reviewing.decide_review(
        review_id=review(world).pk, decision=decision, reason=reason, by=OFFICIAL, at=world.at
    )


def told(what: str) -> list[dict]:
    return list(Event.objects.filter(what=what).order_by("pk").values_list("detail", flat=True))


def batch(world: World) -> str:
    return Consultation.objects.get(pk=world.pk).batch


def test_a_plan_is_handed_over_as_it_hung(reviewed):
    found = review(reviewed)

    assert found.plan == reviewed.consultation.notices.get(kind="plan").plan
    assert (found.submitted_by, found.submitted_at) == (CHAIR, reviewed.at)
    assert found.silent_until == reviewed.at + timedelta(days=10)
    assert told("review.submitted") == [{"plan": found.plan.digest}]
    assert reviewed.stage == S.IN_REVIEW


def test_an_office_has_one_opinion_and_its_last_word_counts(reviewed):
    say(reviewed, Office.FIRE, Opinion.OBJECTS, " 消防通道不足 ")
    say(reviewed.wait(days=1), Office.FIRE)

    given = OfficeOpinion.objects.get()
    assert (given.opinion, given.note, given.given_by, given.given_at) == ("agrees", "", OFFICIAL, reviewed.at)
    digest = review(reviewed).plan.digest
    assert told("review.opinion_given") == [
        {"plan": digest, "office": "fire", "opinion": "objects"},
        {"plan": digest, "office": "fire", "opinion": "agrees"},
    ]


@pytest.mark.parametrize("opinion", [Opinion.OBJECTS, Opinion.AGREES_WITH_CHANGES])
def test_an_opinion_that_does_not_simply_agree_says_why(reviewed, opinion):
    with pytest.raises(ReviewRefused, match=r"^opinion_without_note"):
        say(reviewed, Office.FIRE, opinion, " ")

    assert say(reviewed, Office.FIRE, opinion, " 见附件 ").note == "见附件"


def test_approval_waits_for_every_office(reviewed):
    for office in Office:
        with pytest.raises(ReviewRefused) as refused:
            decide(reviewed, Decision.APPROVE)
        assert (refused.value.code, refused.value.values["offices"][0]) == ("offices_outstanding", office)
        say(reviewed, office)

    decide(reviewed, Decision.APPROVE)

    assert (reviewed.stage, batch(reviewed)) == (S.APPROVED, "planned")


@pytest.mark.parametrize("seconds, code", [(-1, "offices_outstanding"), (0, None)])
def test_silence_no_longer_holds_the_plan_up_after_ten_days(reviewed, seconds, code):
    reviewed.at = review(reviewed).silent_until + seconds * SECOND

    if code is None:
        assert decide(reviewed, Decision.APPROVE).decision == "approve"
    else:
        with pytest.raises(ReviewRefused, match=f"^{code}"):
            decide(reviewed, Decision.APPROVE)


def test_an_objection_is_not_passed_over_in_silence(reviewed):
    for office in Office:
        say(reviewed, office)
    say(reviewed, Office.FINANCE, Opinion.OBJECTS, "资金未落实")

    with pytest.raises(ReviewRefused, match=r"^reason_missing"):
        decide(reviewed, Decision.APPROVE)

    assert decide(reviewed, Decision.APPROVE, " 资金已落实 ").reason == "资金已落实"


@pytest.mark.parametrize(
    "decision, stage",
    [
        (Decision.RETURN_TO_CONSULTING, S.CONSULTING),
        (Decision.RETURN_TO_PLANNING, S.PLANNED),
        (Decision.REJECT, S.REJECTED),
    ],
)
def test_every_other_decision_may_come_at_once_with_its_reason(reviewed, decision, stage):
    decided = decide(reviewed, decision, " 造价过高 ")

    assert (decided.decision, decided.reason, decided.decided_by, decided.decided_at) == (
        decision,
        "造价过高",
        OFFICIAL,
        reviewed.at,
    )
    assert (reviewed.stage, batch(reviewed)) == (stage, "reserve")
    assert reviewed.consultation.moves.latest("pk").reason == "造价过高"
    assert told("review.decided") == [{"plan": decided.plan.digest, "decision": decision.value}]


def test_the_approval_is_sealed_at_once(reviewed):
    reviewed.at = review(reviewed).silent_until

    decide(reviewed, Decision.APPROVE)

    assert Unsealed.objects.filter(district="500107").count() == 0


def test_a_returned_plan_is_reviewed_anew(reviewed):
    say(reviewed, Office.FIRE)
    decide(reviewed, Decision.RETURN_TO_PLANNING, "造价过高")
    reviewed.wait(days=1)

    onward(reviewed, S.IN_REVIEW)

    assert [each.opinions.count() for each in reviewed.consultation.reviews.order_by("pk")] == [1, 0]
    assert review(reviewed).decision is None


def test_nobody_decides_while_the_community_rests(reviewed):
    go(reviewed, S.SUSPENDED)

    with pytest.raises(StageRefused, match=r"^not_now"):
        say(reviewed, Office.FIRE)
    with pytest.raises(StageRefused, match=r"^not_now"):
        decide(reviewed, Decision.REJECT, "资金不足")


def test_a_rejected_community_keeps_its_decision_on_record(reviewed):
    decide(reviewed, Decision.REJECT, "资金不足")

    assert newest(reviewed, "decision").state == "counted"
