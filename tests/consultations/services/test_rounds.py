"""Rounds: what is frozen when they open, when they close, what an annulment takes back."""

from datetime import timedelta

import pytest
from django.db import transaction

from communities.services.rolls import freeze_roll
from consultations.domain.plan.values import PlanKind
from consultations.domain.rules import RuleBook, to_plain
from consultations.domain.stages import Missing, Stage
from consultations.models import Ballot, Review, Round
from consultations.services import rounds
from consultations.services.moving import StageRefused
from consultations.services.rounds import RoundRefused
from renewal_portal.ledger.models import Event
from renewal_portal.ledger.services import district_settings
from tests.consultations.services import acts
from tests.residents import is_told, says_wrong
from tests.stages import newest, onward, standing_at
from tests.world import CHAIR, OFFICIAL, RULING, YUAN, World

S = Stage
SECOND = timedelta(seconds=1)


def annul(world: World, round: Round) -> Round:
    return rounds.annul_round(ruling=RULING, round_id=round.pk, reason=" 名册有误 ", by=CHAIR, at=world.at)


def close(world: World, round: Round) -> Round:
    return rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)


def asked(round: Round, *columns: str) -> list[tuple]:
    return list(round.questions.order_by("number").values_list("code", "place__code", *columns))


def happened(what: str) -> list[tuple[str, str, dict]]:
    return list(Event.objects.filter(what=what).order_by("pk").values_list("about", "by", "detail"))


def test_a_selection_asks_every_line_of_the_menu_and_decides_nothing(db):
    world = World().prepare()

    round = acts.open_selection(world)

    assert asked(round) == [(code, place) for code, place, _, _ in World.menu]
    assert {rule for _, _, rule in asked(round, "rule")} == {"none"}
    assert asked(round, "kind", "options")[-1] == (
        "M6.01",
        "community",
        "item",
        ["company", "residents", "service_centre"],
    )
    assert asked(round, "cost_fen", "monthly_fen")[8] == ("M1.01", "community", 0, 40 * YUAN)
    assert (round.number, round.kind, round.question_count, round.roll) == (1, "selection", 11, world.roll)
    assert (round.opens_at, round.closes_at, round.opened_by, round.opened_at) == (
        world.at,
        world.at + timedelta(days=10),
        CHAIR,
        world.at,
    )
    assert world.stage == S.SELECTING
    assert happened("round.opened") == [(f"round:{round.pk}", CHAIR, {"kind": "selection", "number": 1})]


def test_a_round_keeps_the_rule_book_of_the_day_it_was_opened(db):
    world = World().prepare()
    district_settings.set_value(
        district="500107",
        key="blank_takes_part",
        value=True,
        valid_from=(world.at + timedelta(days=1)).date(),
        source="试行",
        by=OFFICIAL,
        at=world.at,
    )

    before = acts.open_selection(world)
    annul(world, before)
    after = acts.open_selection(world.wait(days=1))

    assert before.rule_book == to_plain(RuleBook())
    assert after.rule_book == to_plain(RuleBook(blank_takes_part=True))


@pytest.mark.parametrize(
    "days, seconds, code",
    [(5, 0, None), (5, -1, "window_too_short"), (60, 0, None), (60, 1, "window_too_long")],
)
def test_the_district_says_how_long_a_vote_is_open(db, days, seconds, code):
    world = World().prepare()
    closes_at = world.at + timedelta(days=days, seconds=seconds)

    def act() -> Round:
        return rounds.open_selection(consultation_id=world.pk, closes_at=closes_at, by=CHAIR, at=world.at)

    if code is None:
        assert act().closes_at == closes_at
    else:
        with pytest.raises(RoundRefused, match=f"^{code}"):
            act()


@pytest.mark.parametrize("seconds, code", [(0, None), (-1, "notice_too_short")])
def test_owners_are_called_fifteen_days_before(db, seconds, code):
    world = World().consulting()
    opens_at = world.at + timedelta(days=15, seconds=seconds)
    when = {"opens_at": opens_at, "closes_at": opens_at + timedelta(days=7)}

    if code is None:
        round = rounds.call_decision(consultation_id=world.pk, by=CHAIR, at=world.at, **when)
        assert (round.opens_at, round.opened_at) == (opens_at, world.at)
    else:
        with pytest.raises(RoundRefused, match=f"^{code}"):
            rounds.call_decision(consultation_id=world.pk, by=CHAIR, at=world.at, **when)


def test_owners_are_asked_what_the_draft_leaves_to_them(db):
    """In and in reserve; public works are a wish, and services are decided with the package."""
    world = World(budget_fen=200_000 * YUAN).consulting()
    draft = world.consultation.plans.newest(PlanKind.DRAFT)

    round = world.decide()

    assert asked(round, "rule") == [
        ("C1.07", "community", "ordinary"),
        ("C2.05", "community", "ordinary"),
        ("C3.01", "1", "ordinary"),
        ("C3.03", "1-1", "ordinary"),
        ("C3.03", "1-2", "ordinary"),
        ("C3.08", "1-1", "special"),
        ("M6.01", "community", "ordinary"),
    ]
    package = round.questions.get(code="M6.01")
    assert (package.kind, package.monthly_fen, package.cost_fen) == ("package", draft.package["monthly_fen"], 0)
    assert package.wording_zh != package.offered.wording_zh
    assert (round.draft, round.number, world.stage) == (draft, 2, S.DECIDING)


def test_a_vote_ends_at_its_end_and_not_before(db):
    world = standing_at(S.DECIDING)
    round = newest(world, "decision")

    for moment in (world.at, round.closes_at - SECOND):
        world.at = moment
        with pytest.raises(RoundRefused) as refused:
            close(world, round)
        assert (refused.value.code, refused.value.values) == ("not_over_yet", {"closes_at": round.closes_at})
    world.at = round.closes_at
    closed = close(world, round)

    assert (closed.state, closed.closed_by, closed.closed_at) == ("closed", CHAIR, round.closes_at)
    assert happened("round.closed")[1:] == [(f"round:{round.pk}", CHAIR, {"kind": "decision", "number": 2})]


@pytest.mark.parametrize("counted", [False, True])
def test_closing_again_changes_nothing(db, counted):
    world = standing_at(S.DECIDING)
    round = newest(world, "decision")
    world.at = round.closes_at
    close(world, round)
    if counted:
        world.close_and_count(round)
    before = Round.objects.values().get(pk=round.pk)

    again = rounds.close_round(round_id=round.pk, by=OFFICIAL, at=world.wait(days=1).at)

    assert again.state == before["state"]
    assert Round.objects.values().get(pk=round.pk) == before
    assert [about for about, _, _ in happened("round.closed")].count(f"round:{round.pk}") == 1


def test_an_annulled_round_is_not_closed(db):
    world = standing_at(S.DECIDING)
    round = newest(world, "decision")
    annul(world, round)
    world.at = round.closes_at

    with pytest.raises(RoundRefused, match=r"^annulled"):
        close(world, round)


def test_an_annulled_selection_is_asked_again(db):
    """Its ballots stay, for whoever wants to see what happened, and count for nothing."""
    world = standing_at(S.SELECTING)
    first = newest(world, "selection")
    world.everybody(first)

    annulled = annul(world, first)
    second = acts.open_selection(world)
    world.close_and_count(second)

    assert (annulled.state, annulled.annulled_reason, annulled.annulled_by) == ("annulled", "名册有误", CHAIR)
    assert (second.number, second.tally.ballots, Ballot.objects.filter(round=first).count()) == (2, 0, 7)
    assert happened("round.annulled") == [(f"round:{first.pk}", CHAIR, {"kind": "selection", "number": 1})]
    assert world.stage == S.CONSULTING


@pytest.mark.parametrize("open_vote", [acts.open_selection, acts.call_decision])
def test_no_vote_opens_while_somebody_waits_to_hear_whether_the_roll_is_wrong(db, open_vote):
    world = World().prepare() if open_vote is acts.open_selection else World().consulting()
    correction, before = says_wrong(world), Round.objects.count()

    with pytest.raises(StageRefused) as refused, transaction.atomic():
        open_vote(world)
    assert (refused.value.code, refused.value.values["missing"]) == ("not_ready", (Missing.CORRECTIONS_ANSWERED,))
    assert Round.objects.count() == before

    is_told(world, correction, accepted=False)
    assert open_vote(world).number == before + 1


def test_a_selection_is_not_asked_again_on_a_roll_that_is_known_to_be_wrong(db):
    """Before the first the gate asks; no gate stands before the second."""
    world = standing_at(S.SELECTING)
    annul(world, newest(world, "selection"))
    is_told(world, says_wrong(world), accepted=True)

    with pytest.raises(StageRefused) as refused, transaction.atomic():
        acts.open_selection(world)
    assert (refused.value.code, refused.value.values["missing"]) == ("not_ready", (Missing.CORRECTIONS_ANSWERED,))
    assert Round.objects.count() == 1

    anew = freeze_roll(community_id=world.community.pk, by=CHAIR, at=world.at)
    assert acts.open_selection(world).roll == anew


@pytest.mark.parametrize("stage", [S.DECIDING, S.COUNTED, S.PLANNED, S.ON_NOTICE, S.IN_REVIEW, S.UNDER_WAY])
def test_an_annulled_decision_takes_the_community_back_to_consult(db, stage):
    world = standing_at(stage)
    round = newest(world, "decision")

    annul(world, round)

    assert world.stage == S.CONSULTING
    assert world.consultation.moves.latest("pk").reason == "名册有误"
    again = acts.call_decision(world)
    assert asked(again) == asked(round)


@pytest.mark.parametrize("stage", [S.APPROVED, S.ACCEPTED, S.CLOSED, S.REJECTED])
def test_where_no_way_leads_back_an_annulment_is_put_on_record_alone(db, stage):
    world = standing_at(stage)

    annul(world, newest(world, "decision"))

    assert world.stage == stage
    assert world.consultation.rounds.get(kind="decision").state == "annulled"


def test_an_annulment_ends_the_review_that_stood_on_it(db):
    world = standing_at(S.IN_REVIEW)

    annul(world, newest(world, "decision"))

    review = Review.objects.get()
    assert (review.decision, review.reason, review.decided_by, review.decided_at) == (
        "return_to_consulting",
        "名册有误",
        CHAIR,
        world.at,
    )
    ((about, by, detail),) = happened("review.decided")
    assert (about, by, detail["decision"]) == (f"review:{review.pk}", CHAIR, "return_to_consulting")


def test_after_an_annulment_the_whole_way_is_gone_again(db):
    world = standing_at(S.PLANNED)
    annul(world, newest(world, "decision"))
    acts.call_decision(world)
    world.at = newest(world, "decision").opens_at

    onward(world, S.APPROVED)

    assert list(world.consultation.rounds.order_by("number").values_list("state", flat=True)) == [
        "counted",
        "annulled",
        "counted",
    ]


def test_the_district_countersigns_a_counted_decision(db):
    world = standing_at(S.COUNTED)
    round = newest(world, "decision")

    rounds.countersign(round_id=round.pk, by=OFFICIAL, at=world.at)

    signed = Round.objects.get(pk=round.pk)
    assert (signed.countersigned_by, signed.countersigned_at) == (OFFICIAL, world.at)
    assert happened("round.countersigned") == [(f"round:{round.pk}", OFFICIAL, {"kind": "decision", "number": 2})]


@pytest.mark.parametrize("stage", [S.DECIDING, S.CONSULTING])
def test_nothing_else_is_countersigned(db, stage):
    world = standing_at(stage)
    round = newest(world, "decision") or newest(world, "selection")

    with pytest.raises(RoundRefused, match=r"^not_counted_decision"):
        rounds.countersign(round_id=round.pk, by=OFFICIAL, at=world.at)


def test_an_annulled_decision_is_not_countersigned(db):
    world = standing_at(S.COUNTED)
    round = newest(world, "decision")
    annul(world, round)

    with pytest.raises(RoundRefused, match=r"^not_counted_decision"):
        rounds.countersign(round_id=round.pk, by=OFFICIAL, at=world.at)


def test_nothing_is_asked_while_a_menu_is_being_changed(db):
    world = World().consulting()
    acts.set_line(world, quantity_milli=9_000)

    with pytest.raises(StageRefused) as refused:
        acts.call_decision(world)

    assert refused.value.values["missing"] == ("menu_offered",)
    assert world.stage == S.CONSULTING
