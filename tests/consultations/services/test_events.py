"""What the services tell the ledger: that something happened, by whom; never a name, a choice or a sentence."""

import json
import re

import pytest

from communities.domain.roles import Role
from communities.models import Unit
from consultations.domain.ballots import Choices
from consultations.domain.doors import State
from consultations.domain.funding import Source
from consultations.domain.sheets import SpoiltWhy
from consultations.domain.stages import Stage
from consultations.models import BallotVersion, Round
from consultations.services import (
    casting,
    exporting,
    notices,
    offering,
    putting_up,
    remarking,
    rounds,
    sheets,
    walking,
)
from consultations.services.funding import set_funding
from renewal_portal.ledger.models import Event
from tests.consultations import papered, remarked, sat
from tests.consultations.couples import AGREEMENT, REASON, agree, dispute
from tests.consultations.services import acts
from tests.consultations.services.buttons import WAY
from tests.refusals import ROOT
from tests.residents import with_couple
from tests.staff import member
from tests.stages import newest, onward, resumed
from tests.world import CHAIR, NOT, OFFICIAL, RECORDER, RULING, WANT, YUAN, World

S = Stage

#: What happened → (what it is about, what else is told).
TOLD = {
    "ballot.cast": ("round", {"serial", "channel", "stands"}),
    "ballot.held_back": ("round", {"serial"}),
    "consultation.announced": ("consultation", {"budget_fen", "method"}),
    "consultation.begun": ("consultation", set()),
    "consultation.moved": ("consultation", {"from", "to"}),
    "dispute.raised": ("round", {"dispute"}),
    "dispute.settled": ("round", {"dispute", "settlement"}),
    "door.marked": ("round", {"mark"}),
    "doors.assigned": ("community", {"doors", "walker"}),
    "finding.checked": ("finding", set()),
    "finding.reported": ("finding", {"item", "place"}),
    "funding.set": ("consultation", {"code", "place", "amounts_fen"}),
    "meeting.recorded": ("meeting", {"number", "present", "resolutions"}),
    "menu.item_left_out": ("consultation", {"code", "place"}),
    "menu.line_removed": ("consultation", {"code", "place"}),
    "menu.line_set": ("consultation", {"code", "place", "cost_fen"}),
    "menu.offered": ("consultation", {"menu", "lines"}),
    "menu.use_ruled": ("consultation", {"code", "changes"}),
    "notice.posted": ("notice", {"kind"}),
    "notice.put_up": ("notice", {"posting", "photo"}),
    "objection.answered": ("objection", {"upheld"}),
    "objection.filed": ("objection", set()),
    "objection.recorded": ("objection", {"source"}),
    "plan.drawn": ("plan", {"kind", "number", "digest", "total_fen"}),
    "plan.exported_sealed": ("plan", set()),
    "remark.moderated": ("round", {"remark", "state"}),
    "remark.replied": ("round", {"reply"}),
    "remark.taken_back": ("round", set()),
    "remark.written": ("round", set()),
    "review.decided": ("review", {"plan", "decision"}),
    "review.opinion_given": ("review", {"plan", "office", "opinion"}),
    "review.submitted": ("review", {"plan"}),
    "round.annulled": ("round", {"kind", "number"}),
    "round.closed": ("round", {"kind", "number"}),
    "round.counted": ("round", {"ballots", "merkle_root", "inputs_sha256"}),
    "round.countersigned": ("round", {"kind", "number"}),
    "round.exported_election": ("round", set()),
    "round.exported_sealed": ("round", set()),
    "round.extended": ("round", {"closes_at"}),
    "round.opened": ("round", {"kind", "number"}),
    "sheet.box_counted": ("round", {"in_box"}),
    "sheet.issued": ("round", {"first", "last"}),
    "sheet.read": ("round", {"number", "position"}),
    "sheet.reason_signed": ("round", {"once"}),
    "sheet.returned": ("round", {"number"}),
    "sheet.taken_out": ("round", {"number", "why"}),
    "sitting.advised": ("sitting", set()),
    "sitting.called": ("sitting", set()),
    "sitting.came": ("sitting", set()),
    "sitting.cancelled": ("sitting", set()),
    "sitting.counted": ("sitting", {"number", "carried"}),
    "sitting.ended": ("sitting", set()),
    "sitting.guest_invited": ("sitting", {"field"}),
    "sitting.left": ("sitting", set()),
    "sitting.minuted": ("sitting", set()),
    "sitting.minutes_edited": ("sitting", set()),
    "sitting.moved": ("sitting", set()),
    "sitting.opened": ("sitting", set()),
    "sitting.point_added": ("sitting", set()),
    "sitting.point_removed": ("sitting", set()),
    "sitting.prepared": ("sitting", {"number", "kind"}),
    "sitting.published": ("sitting", {"meeting"}),
    "sitting.put": ("sitting", {"number"}),
    "sitting.signed": ("sitting", {"part"}),
    "works.reported": ("report", {"kind"}),
}
SIGNED, REPLY, GATE, ON_PAPER = "录入员缺勤", "下周回复", "东门", "纸面异议"
#: What people wrote on this way.
WRITTEN = (
    *("占用绿地", "另有项目", "名册有误", "另有安排", "公告栏", "院坝", "漏水", "已开工", "已说明", "噪声", "邻居"),
    *("通过改造方案草案", SIGNED, REPLY, GATE, ON_PAPER, REASON, AGREEMENT, remarked.WORD, sat.ADVICE, sat.MINUTES),
)
NAMES = ("测试", "TEST-", "1-1-1", "1-2-1", "1-S1", "023-")


@pytest.fixture(scope="module")
def source() -> set[str]:
    """Every happening that stands in the sources of the services."""
    folder = ROOT / "consultations" / "services"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    return set(re.findall(r'(?:what=|\b_?log\([a-z_]+, )"([a-z_]+\.[a-z_]+)"', text))


def press(world: World, *names: str) -> None:
    """These buttons, each with what leads there."""
    for button in WAY:
        if button.name in names:
            button.before(world)
            button.press(world, RECORDER)


def everything() -> World:
    """A community that does whatever can be done."""
    world = World(menu=(*World.menu, ("C2.01", "community", 5_000, 3_000 * YUAN)), rows=with_couple())
    press(world, "check a defect")
    world.prepare_lines()
    line = world.consultation.menus.in_preparation().lines.get(code="C2.01")
    offering.rule_on_use(line_id=line.pk, changes=True, reason="占用绿地", by=CHAIR, at=world.at)
    offering.remove_line(line_id=line.pk, by=CHAIR, at=world.at)
    acts.leave_out(world, reason="另有项目")
    _ = world.roll
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)
    rounds.annul_round(ruling=RULING, round_id=world.select().pk, reason="名册有误", by=CHAIR, at=world.at)
    round = world.select()
    resumed(world, days=1)
    world.cast(round, world.entries(round)[0], {"C1.07": WANT, "C3.01": NOT, "M6.01": WANT})
    walked(world)
    on_paper(world)
    remarked_on(world)
    paid(world)
    sat.everything(onward(world, S.CONSULTING))
    disputed(onward(world, S.DECIDING))
    onward(world, S.ON_NOTICE)
    exporting.export_sealed(round_id=newest(world, "decision").pk, by=OFFICIAL, at=world.at)
    exporting.export_election(round_id=newest(world, "selection").pk, by=OFFICIAL, at=world.at)
    exporting.export_plan_sealed(plan_id=world.consultation.plans.get(kind="final").pk, by=OFFICIAL, at=world.at)
    press(world, "countersign", "answer an objection")
    posted(world)
    press(world, "submit")
    acts.give_opinion(world)
    press(world, "decide", "report the works")
    return world


def on_paper(world: World) -> None:
    """A second ballot, set aside; the neighbour helped."""
    round = newest(world, "selection")
    entry = world.entries(round)[0]
    casting.cast(
        round_id=round.pk,
        entry_id=entry.pk,
        said=casting.Said(world.answers(round, entry, NOT), Choices()),
        channel="paper",
        strength="paper",
        helper="邻居",
        by=CHAIR,
        at=world.at,
    )


def paid(world: World) -> None:
    """The district pays for the first line of a draft that costs money."""
    line = onward(world, S.CONSULTING).draft().lines.filter(outcome="in", cost_fen__gt=0)[0]
    set_funding(line_id=line.pk, amounts={Source.DISTRICT: line.cost_fen}, by=CHAIR, at=world.at)


def remarked_on(world: World) -> None:
    """One household's word is shown and replied to, another takes its own back."""
    round = newest(world, "selection")
    first, second = (remarked.write(world, round, entry) for entry in world.entries(round)[:2])
    remarked.show(world, first)
    remarking.reply(question_id=first.question_id, text=REPLY, by=CHAIR, at=world.at)
    remarked.take_back(world, second)


def posted(world: World) -> None:
    """The plan hangs at the gate; an objection comes on paper and is answered."""
    notice = world.consultation.notices.get(kind="plan")
    putting_up.put_up(notice_id=notice.pk, place=GATE, by=CHAIR, at=world.at)
    objection = notices.record_objection(
        notice_id=notice.pk, text=ON_PAPER, received_at=world.at, by=CHAIR, at=world.at
    )
    notices.answer_objection(objection_id=objection.pk, answer="已说明", upheld=False, by=CHAIR, at=world.at)


def walked(world: World) -> None:
    """Somebody is sent to a door and finds nobody any more."""
    round, unit = newest(world, "selection"), Unit.objects.get(door="1-1-301")
    walker = member(Role.VOLUNTEER, world.community)
    given = {"community_id": world.community.pk, "unit_ids": [unit.pk], "user_id": walker.pk}
    walking.assign_doors(**given, by=CHAIR, at=world.at)
    walking.mark_door(round_id=round.pk, unit_id=unit.pk, mark=State.MOVED, by=f"user:{walker.pk}", at=world.at)


def disputed(world: World) -> None:
    """All have voted; a couple settles one dispute and not the next."""
    round = newest(world, "decision")
    world.everybody(round)
    agree(world, dispute(world, round))
    dispute(world, round)
    sheeted(world, round)


def sheeted(world: World, round: Round) -> None:
    """A sheet lost and given out anew, read by one person alone; the chair signs why the vote is counted."""
    (lost,) = papered.issue(world, round, world.entries(round)[0])
    again = sheets.take_out(sheet_id=lost.pk, why=SpoiltWhy.LOST, again=True, by=CHAIR, at=world.at)
    papered.read(world, papered.hand_in(world, again), papered.FIRST)
    world.at = round.closes_at
    rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)
    papered.count_box(world, round, 1)
    papered.sign(world, round, SIGNED)
    world.close_and_count(round)


def test_every_happening_is_told_with_these_words_and_no_others(db, source):
    everything()

    events = Event.objects.filter(what__in=TOLD)
    told = {(event.what, event.about.split(":")[0], frozenset(event.detail)) for event in events}

    assert told == {(what, about, frozenset(detail)) for what, (about, detail) in TOLD.items()}
    assert source == set(TOLD)


def test_an_event_says_by_whom_without_a_name(db):
    everything()

    by = {event.by.split(":")[0] for event in Event.objects.all()}

    assert by == {"user", "voice", "system"}
    assert {event.district for event in Event.objects.filter(what__in=TOLD)} == {"500107"}


def test_no_event_holds_a_name_a_choice_or_a_sentence(db):
    everything()

    text = "\n".join(json.dumps([e.what, e.about, e.by, e.detail], ensure_ascii=False) for e in Event.objects.all())

    assert [secret for secret in (*NAMES, *WRITTEN) if secret in text] == []
    versions = BallotVersion.objects.all()
    assert [str(v.answers) for v in versions if str(v.answers) in text] == []
    assert [v.serial for v in versions if v.serial not in text] == []
    assert [bytes(v.nonce).hex() for v in versions if bytes(v.nonce).hex() in text] == []


def test_a_receipt_code_is_told_once_and_its_ballot_nowhere(db):
    """Whoever reads the ledger sees that a voice has voted, not how."""
    world = everything()

    cast = Event.objects.filter(what="ballot.cast")

    assert cast.count() == BallotVersion.objects.count() == 2 + 7 + 9
    assert {key for event in cast for key in event.detail} == TOLD["ballot.cast"][1]
    assert world.stage == S.UNDER_WAY
