"""The joint review in the admin: the queue, the plan with all that is known of it, opinions, and the decision."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from communities.domain.roles import Role
from communities.models import Community
from consultations.domain.review import Decision, Office, Opinion
from consultations.models import Consultation, OfficeOpinion, Review
from consultations.services import notices, offering, reviewing, rounds, surveying
from renewal_portal.ledger.models import Event
from renewal_portal.shown.times import day
from tests.officials import Official, cells, review_of, submitted, words
from tests.staff import member
from tests.world import CHAIR, NOT, OFFICIAL, RECORDER, WANT, World, community

pytestmark = pytest.mark.django_db

LIST, PAGE = "consultations_review_changelist", "consultations_review_change"
OPINION, DECIDE = "consultations_review_opinion", "consultations_review_decide"


def hear(world: World, office: Office, opinion: Opinion = Opinion.AGREES, note: str = "") -> None:
    reviewing.give_opinion(
        review_id=review_of(world).pk, office=office, opinion=opinion, note=note, by=OFFICIAL, at=world.at
    )


def decided(world: World, decision: Decision, reason: str = "") -> None:
    reviewing.decide_review(
        review_id=review_of(world).pk, decision=decision, reason=reason, by=OFFICIAL, at=timezone.now()
    )


def named(slug: str, name: str) -> None:
    Community.objects.filter(slug=slug).update(name_en=name)


# the queue


def test_the_queue_shows_the_open_ones_first_and_the_longest_waiting_before() -> None:
    old, new, done = submitted("old", days_ago=3), submitted("new"), submitted("done", days_ago=12)
    for world in (old, new, done):
        named(world.slug, world.slug.title())
    decided(done, Decision.APPROVE)
    hear(old, Office.FIRE)

    rows = cells(Official(old.community).page(LIST))

    silent = [day(review_of(world).silent_until) for world in (old, new, done)]
    handed_in = [day(review_of(world).submitted_at) for world in (old, new, done)]
    assert rows == [
        ["Old", handed_in[0], "1 of 8, 7 waited for", silent[0], "To be decided"],
        ["New", handed_in[1], "0 of 8, 8 waited for", silent[1], "To be decided"],
        ["Done", handed_in[2], "0 of 8", silent[2], "Approved"],
    ]


def test_nobody_is_waited_for_once_the_silence_is_over() -> None:
    world = submitted(days_ago=11)
    hear(world, Office.FIRE)

    assert cells(Official(world.community).page(LIST))[0][2] == "1 of 8"


def test_the_queue_holds_the_own_offices_alone() -> None:
    here, there = submitted("here"), submitted("there")
    other = community("other", "500108")
    Community.objects.filter(slug="there").update(subdistrict=other.subdistrict)

    assert len(cells(Official(here.community).page(LIST))) == 1
    assert len(cells(Official(here.community, Role.SUBDISTRICT_OFFICIAL).page(LIST))) == 1
    assert "No plan has been handed in so far." in Official(community("third", "500109")).page(LIST)
    assert there.stage == "in_review"


@pytest.mark.parametrize(
    "query, found",
    [
        ({"state": "open"}, ["Old", "New"]),
        ({"state": "decided"}, ["Done"]),
        ({"name": "old"}, ["Old"]),
        ({"name": "小区 test"}, []),
        ({"name": "测试"}, ["Old", "New", "Done"]),
    ],
)
def test_the_queue_can_be_searched(query: dict[str, str], found: list[str]) -> None:
    worlds = [submitted("old", days_ago=3), submitted("new"), submitted("done", days_ago=12)]
    for world in worlds:
        named(world.slug, world.slug.title())
    decided(worlds[2], Decision.APPROVE)

    assert [row[0] for row in cells(Official(worlds[0].community).page(LIST, query=query))] == found


def test_the_first_page_says_how_many_wait() -> None:
    world, other = submitted("one"), submitted("two", days_ago=12)
    official = Official(world.community)
    assert "Plans to review 2 wait" in words(official.page("index"))
    decided(other, Decision.APPROVE)
    assert "Plans to review 1 waits" in words(official.page("index"))
    Review.objects.filter(decided_at=None).update(decision="approve", decided_by=OFFICIAL, decided_at=timezone.now())
    assert "Plans to review Nothing waits" in words(official.page("index"))


@pytest.mark.parametrize("name", [LIST, "index"])
def test_the_queue_asks_the_database_the_same_for_one_row_and_for_three(
    name: str, django_assert_num_queries: Any
) -> None:
    world = submitted("one")
    hear(world, Office.FIRE)
    official = Official(world.community)
    official.page(name)
    expected = {LIST: 7, "index": 7}[name]

    with django_assert_num_queries(expected):
        official.page(name)
    for slug in ("two", "three"):
        hear(submitted(slug), Office.FINANCE)
    with django_assert_num_queries(expected):
        official.page(name)


# the plan and what stands beside it


def test_the_page_shows_every_line_with_its_reason_and_the_money() -> None:
    world = submitted()
    page = Official(world.community).page(PAGE, review_of(world).pk)

    plan = review_of(world).plan
    assert len(cells(page)) == plan.lines.count() == 11
    assert cells(page)[3][:2] == [
        "C3.01 Roof waterproofing and repair Building 1 · 7 of 7 households want it",
        "In the plan",
    ]
    assert cells(page)[6] == [
        "C3.08 Retrofitted lift Building 1, stairwell 1 · 4 of 4 households want it",
        "Not in the plan",
        "The money does not reach: ¥480,000 were lacking when its turn came. "
        "¥480,000 more in the budget would bring it in.",
        "¥500,000",
    ]
    assert "¥180,000 of ¥200,000" in words(page)
    assert "Management package" in page
    assert f"/c/small/plans/{plan.number}/" in page


def test_what_the_committee_left_out_stands_there_with_its_reason() -> None:
    world = World("small", at=timezone.now() - timedelta(days=42))
    finding = surveying.report_finding(
        consultation_id=world.pk,
        item_id=world.consultation.edition.items.get(code="C3.02").pk,
        place_id=world.community.places.get(code="1").pk,
        text_zh="漏水",
        text_en="It leaks",
        by=CHAIR,
        at=world.at,
    )
    surveying.check_finding(finding_id=finding.pk, by=RECORDER, at=world.at)
    offering.leave_out(
        consultation_id=world.pk, code="C3.02", place_code="1", reason="去年已修。", by=CHAIR, at=world.at
    )
    world.on_notice().wait(days=7)
    reviewing.submit_plan(consultation_id=world.pk, by=CHAIR, at=world.at)

    shown = words(Official(world.community).page(PAGE, review_of(world).pk))

    assert re.search(r"Left off the menu by the committee C3\.02 .*? Building 1 去年已修。 Objections", shown)


def test_without_anything_left_out_or_failed_the_page_says_so() -> None:
    world = submitted()

    shown = words(Official(world.community).page(PAGE, review_of(world).pk))

    assert "None: every basic item that was asked about has passed." in shown
    assert "Nothing: every basic item with a confirmed defect was offered." in shown
    assert "Nobody has objected." in shown


def test_basic_items_the_owners_did_not_agree_to_are_reported() -> None:
    world = World("small", at=timezone.now() - timedelta(days=42))
    finding = surveying.report_finding(
        consultation_id=world.pk,
        item_id=world.consultation.edition.items.get(code="C3.01").pk,
        place_id=world.community.places.get(code="1").pk,
        text_zh="漏水",
        text_en="It leaks",
        by=CHAIR,
        at=world.at,
    )
    surveying.check_finding(finding_id=finding.pk, by=RECORDER, at=world.at)
    decision = world.consulting().decide()
    said = {code: NOT if code in ("C3.01", "C1.07") else WANT for code, *_ in world.menu}
    world.everybody(decision, said)
    world.close_and_count(decision)
    notices.post_result(round_id=decision.pk, posted_where="门口", by=CHAIR, at=world.at)
    world.final()
    notices.post_plan(consultation_id=world.pk, posted_where="门口", by=CHAIR, at=world.at)
    reviewing.submit_plan(consultation_id=world.pk, by=CHAIR, at=world.wait(days=7).at)

    shown = words(Official(world.community).page(PAGE, review_of(world).pk))

    part = shown.split("Basic items the owners did not agree to ")[1].split(" Left off the menu")[0]
    assert re.fullmatch(
        r"C1\.07 .+ Whole community No defect was found here\. "
        r"C3\.01 Roof waterproofing and repair Building 1 A defect was found here and checked\.",
        part,
    )


def test_objections_stand_there_with_their_answers() -> None:
    world = World("small", at=timezone.now() - timedelta(days=42)).on_notice()
    notice = world.consultation.notices.get(kind="plan")
    filed = notices.file_objection(notice_id=notice.pk, text="Too bright.", by="public:page", at=world.at)
    notices.answer_objection(objection_id=filed.pk, upheld=False, answer="Warm lamps.", by=CHAIR, at=world.at)
    reviewing.submit_plan(consultation_id=world.pk, by=CHAIR, at=world.wait(days=7).at)

    shown = words(Official(world.community).page(PAGE, review_of(world).pk))

    assert re.search(r"not upheld .* Too bright\. Answer .* Warm lamps\.", shown)


def test_the_page_leads_to_the_owners_decision_and_says_when_it_is_not_countersigned() -> None:
    world = submitted()
    decision = world.consultation.rounds.get(kind="decision")
    official = Official(world.community)
    assert "Decision of the owners, vote 2 not countersigned yet" in words(official.page(PAGE, review_of(world).pk))

    rounds.countersign(round_id=decision.pk, by=OFFICIAL, at=world.at)

    page = official.page(PAGE, review_of(world).pk)
    assert "not countersigned yet" not in page
    assert f"/admin/consultations/round/{decision.pk}/" in page


def test_the_page_asks_the_database_the_same_for_one_opinion_and_for_three(django_assert_num_queries: Any) -> None:
    world = submitted()
    official = Official(world.community)
    hear(world, Office.FIRE)
    review = review_of(world)
    official.page(PAGE, review.pk)
    with django_assert_num_queries(15):
        official.page(PAGE, review.pk)

    hear(world, Office.FINANCE)
    hear(world, Office.PLANNING, Opinion.OBJECTS, "No.")
    with django_assert_num_queries(15):
        official.page(PAGE, review.pk)


# what the offices say


@pytest.mark.parametrize("role", [Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL])
def test_an_opinion_is_recorded(role: Role) -> None:
    world = submitted()
    official = Official(world.community, role)

    page = official.done(
        OPINION, review_of(world).pk, office="finance", opinion="agrees_with_changes", note="Lamp poles: 1 m."
    )

    assert "The opinion is recorded." in page
    assert re.search(r"Finance agrees, with changes Lamp poles: 1 m\.", words(page))
    row = OfficeOpinion.objects.get()
    assert (row.office, row.opinion, row.note) == ("finance", "agrees_with_changes", "Lamp poles: 1 m.")
    assert row.given_by == f"user:{official.user.pk}"
    assert Event.objects.get(what="review.opinion_given").by == f"user:{official.user.pk}"


def test_a_second_word_of_an_office_replaces_the_first() -> None:
    world = submitted()
    official = Official(world.community)
    official.done(OPINION, review_of(world).pk, office="fire", opinion="objects", note="The lane is too narrow.")

    official.done(OPINION, review_of(world).pk, office="fire", opinion="agrees", note="")

    assert list(OfficeOpinion.objects.values_list("office", "opinion", "note")) == [("fire", "agrees", "")]


def test_an_objection_of_an_office_needs_a_note_and_what_was_chosen_stays() -> None:
    world = submitted()
    official = Official(world.community)

    response = official.post(OPINION, review_of(world).pk, office="fire", opinion="objects", note=" ")

    assert response.context["form"].errors == {"note": ["An opinion that does not simply agree needs a note."]}
    page = response.content.decode()
    assert '<option value="fire" selected>' in page
    assert re.search(r'value="objects"[^>]* checked', page)
    assert OfficeOpinion.objects.count() == 0


@pytest.mark.parametrize(
    "typed, at",
    [
        ({"office": "", "opinion": "agrees"}, "office"),
        ({"office": "fire", "opinion": ""}, "opinion"),
        ({"office": "nobody", "opinion": "agrees"}, "office"),
        ({"office": "fire", "opinion": "maybe"}, "opinion"),
    ],
)
def test_an_opinion_that_cannot_be_read_is_refused_at_its_field(typed: dict[str, str], at: str) -> None:
    world = submitted()

    assert list(Official(world.community).refused(OPINION, review_of(world).pk, **typed)) == [at]
    assert OfficeOpinion.objects.count() == 0


def test_no_opinion_is_recorded_after_the_decision() -> None:
    world = submitted(days_ago=11)
    official = Official(world.community)
    decided(world, Decision.APPROVE)

    response = official.post(OPINION, review_of(world).pk, office="fire", opinion="agrees", note="")

    assert "This plan has been decided on already." in response.content.decode()
    assert OfficeOpinion.objects.count() == 0


# the decision


def test_before_approving_a_page_says_what_will_happen() -> None:
    world = submitted()
    hear(world, Office.FIRE)
    shown = words(Official(world.community).page(DECIDE, review_of(world).pk, "approve"))

    assert "Approve this plan?" in shown
    assert "Cost ¥180,000 Budget ¥200,000" in shown
    assert "Offices not yet heard Housing and construction; Development and reform; Finance;" in shown
    assert Review.objects.get().decision is None


def test_a_plan_is_approved_once_every_office_is_heard() -> None:
    world = submitted()
    official = Official(world.community)
    for office in Office:
        hear(world, office)

    page = official.done(DECIDE, review_of(world).pk, "approve", reason="")

    assert "The plan is approved." in page
    assert world.stage == "approved"
    assert Consultation.objects.get().batch == "planned"
    assert review_of(world).decided_by == f"user:{official.user.pk}"
    assert 'id="decide"' not in page
    assert 'id="opinion"' not in page


def test_approval_waits_for_the_offices_and_the_reason_typed_stays() -> None:
    world = submitted()
    hear(world, Office.FIRE)

    response = Official(world.community).post(DECIDE, review_of(world).pk, "approve", reason="Good plan.")

    (said,) = response.context["form"].non_field_errors()
    assert said.startswith("These offices have not been heard yet: Housing and construction;")
    assert "Fire protection" not in said
    assert "Good plan.</textarea>" in response.content.decode()
    assert world.stage == "in_review"


def test_silence_counts_as_heard_after_its_days() -> None:
    world = submitted(days_ago=11)

    Official(world.community).done(DECIDE, review_of(world).pk, "approve", reason="")

    assert world.stage == "approved"


def test_an_objection_is_not_passed_over_without_a_reason() -> None:
    world = submitted(days_ago=11)
    official = Official(world.community)
    hear(world, Office.FIRE, Opinion.OBJECTS, "The lane is too narrow.")

    said = official.refused(DECIDE, review_of(world).pk, "approve", reason=" ")
    assert said == {"reason": ["Give the reason. The residents will read it."]}
    assert world.stage == "in_review"

    official.done(DECIDE, review_of(world).pk, "approve", reason="The lane is widened first.")
    assert world.stage == "approved"


@pytest.mark.parametrize(
    "decision, stage, state",
    [
        ("return_to_consulting", "consulting", "Sent back to the residents"),
        ("return_to_planning", "planned", "Sent back to planning"),
        ("reject", "rejected", "Rejected"),
    ],
)
def test_a_plan_goes_back_or_is_rejected_with_a_reason(decision: str, stage: str, state: str) -> None:
    world = submitted()
    official = Official(world.community)
    assert official.refused(DECIDE, review_of(world).pk, decision, reason="") == {"reason": ["This field is required."]}
    assert world.stage == "in_review"

    page = official.done(DECIDE, review_of(world).pk, decision, reason="资金不足。")

    assert f"{state} 资金不足。" in words(page)
    assert world.stage == stage
    assert review_of(world).reason == "资金不足。"


def test_nobody_decides_twice() -> None:
    world = submitted(days_ago=11)
    official = Official(world.community)
    official.done(DECIDE, review_of(world).pk, "approve", reason="")

    said = official.refused(DECIDE, review_of(world).pk, "reject", reason="Changed my mind.")

    assert said == {"__all__": ["This plan has been decided on already."]}
    assert world.stage == "approved"
    assert Event.objects.filter(what="review.decided").count() == 1


def test_a_suspended_review_is_not_decided() -> None:
    world = submitted(days_ago=11)
    Consultation.objects.update(stage="suspended", suspended_from="in_review")

    said = Official(world.community).refused(DECIDE, review_of(world).pk, "approve", reason="")

    assert said == {"__all__": ["This cannot be done now: the community stands at “Suspended”."]}


def test_there_is_no_other_way_to_decide() -> None:
    world = submitted()

    assert Official(world.community).get(DECIDE, review_of(world).pk, "postpone").status_code == 404


def test_the_sub_district_gives_opinions_and_decides_nothing() -> None:
    world = submitted(days_ago=11)
    official = Official(world.community, Role.SUBDISTRICT_OFFICIAL)
    review = review_of(world)

    page = official.page(PAGE, review.pk)

    assert 'id="opinion"' in page
    assert 'id="decide"' not in page
    assert "The district decides about the plan." in page
    for decision in Decision:
        assert official.get(DECIDE, review.pk, decision).status_code == 404
        assert official.post(DECIDE, review.pk, decision, reason="No.").status_code == 404
    assert world.stage == "in_review"


def test_a_foreign_office_finds_nothing_of_it() -> None:
    world = submitted(days_ago=11)
    review, foreign = review_of(world), Official(community("other", "500108"))

    assert foreign.get(PAGE, review.pk).status_code == 404
    assert foreign.post(OPINION, review.pk, office="fire", opinion="agrees", note="").status_code == 404
    assert foreign.post(DECIDE, review.pk, "approve", reason="").status_code == 404
    assert (world.stage, OfficeOpinion.objects.count()) == ("in_review", 0)


def test_a_post_that_ended_opens_nothing_any_more() -> None:
    world = submitted()
    official = Official(world.community)
    official.user.grants.update(ended_by="system:tests", ended_at=timezone.now())

    assert official.get(PAGE, review_of(world).pk).status_code == 404
    assert official.get(LIST).status_code == 404
    assert "You hold no post in a sub-district or district." in official.page("index")


def test_a_chair_does_not_find_the_offices() -> None:
    world = submitted()
    chair = Official(world.community, user=member(Role.CHAIR, world.community, "chair"))

    assert chair.get("index").status_code == 404
    assert chair.get(PAGE, review_of(world).pk).status_code == 404
