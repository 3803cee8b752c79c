"""Changshiyuan's way, each step by the services, with what must hold after it."""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from communities.models import RollEntry, RollVersion
from consultations.domain.plan.values import Measure, Method
from consultations.domain.review import Decision, Office, Opinion
from consultations.models import Ballot, Consultation, Notice, Objection, Plan, Review, Round
from consultations.services import exporting, notices, offering, reviewing, rounds
from consultations.services.moving import StageRefused
from tests.changshiyuan import Changshiyuan
from tests.world import CHAIR, OFFICIAL, RECORDER

ROOT = Path(__file__).resolve().parents[2]


def prepare(way: Changshiyuan) -> RollVersion:
    """Survey, menu and roll: 223 homes are lived in, one is the developer's; an owner of three flats is one head."""
    way.survey()
    offering.announce(
        consultation_id=way.pk,
        budget_fen=way.budget_fen,
        method=Method.SUPPORT,
        measure=Measure.SHARE,
        by=CHAIR,
        at=way.at,
    )
    way.set_lines()
    roll = way.roll
    offering.offer_menu(consultation_id=way.pk, by=CHAIR, at=way.at)

    assert Counter(roll.entries.values_list("kind", flat=True)) == {"household": 223, "owner": 223}
    heads = roll.entries.filter(kind="owner", shares__place__code="community")
    assert sum(heads.values_list("shares__area_cm2", flat=True)) == 25_000 * 10_000
    assert [len(entry.shares.filter(place__kind="stairwell")) for entry in three_stairwells(roll)] == [3]
    return roll


def three_stairwells(roll: RollVersion) -> list[RollEntry]:
    owners = RollEntry.objects.filter(roll=roll, kind="owner")
    return [owner for owner in owners if owner.shares.filter(place__kind="stairwell").count() > 2]


def select(way: Changshiyuan, roll: RollVersion) -> Round:
    """Households choose for ten days; one changes its mind; the count stands at once."""
    selection = way.select()
    cast = way.cast_as_they_lean(selection)
    again = way.cast_as_they_lean(selection, iter(way.paper(selection).voices[:1]))
    assert [version.number for version in again] == [2]
    assert Ballot.objects.filter(round=selection).count() == len(cast)

    counted = way.close_and_count(selection)
    assert counted.tally.ballots == len(cast)
    assert set(counted.tally.lines.values_list("verdict", flat=True)) == {"wish"}
    assert way.stage == "consulting"
    return counted


def consult(way: Changshiyuan, selection: Round) -> Plan:
    """Two meetings; the second adopts the draft, in which something has to stay out."""
    draft = way.draft()
    outcomes = Counter(draft.lines.values_list("outcome", flat=True))
    assert draft.total_fen <= way.budget_fen
    assert outcomes.keys() >= {"in", "reserve"}  # the money does not reach for everything
    assert outcomes["wish"] == 3
    rivals = draft.lines.filter(offered__choice_group="old-bicycle-shed", outcome__in=["in", "reserve"])
    assert len(rivals) <= 1
    way.meet()
    way.meet(adopts=True)
    return draft


def decide(way: Changshiyuan, draft: Plan) -> Round:
    """Owners decide after fifteen days of notice. The developer stays silent, lifts are asked in their stairwells."""
    with pytest.raises(rounds.RoundRefused, match="notice_too_short"):
        rounds.call_decision(
            consultation_id=way.pk,
            opens_at=way.at + timedelta(days=14),
            closes_at=way.at + timedelta(days=24),
            by=CHAIR,
            at=way.at,
        )
    decision = way.decide()
    assert Counter(decision.questions.values_list("rule", flat=True)).keys() == {"ordinary", "special"}
    lifts = decision.questions.filter(code="C3.08").order_by("place__code")
    assert list(lifts.values_list("place__code", "rule")) == [("3-2", "special"), ("5-1", "special")]
    way.cast_as_they_lean(decision)
    counted = way.close_and_count(decision)

    assert counted.tally.lines.get(question__code="M6.01").verdict == "passed"
    lift = counted.tally.lines.get(question=lifts[0])
    assert (lift.entitled_heads, lift.rule) == (16, "special")
    assert way.stage == "counted"
    return counted


def plan(way: Changshiyuan, decision: Round) -> Plan:
    """The result is posted, the final plan drawn and put on notice, an objection answered."""
    notices.post_result(round_id=decision.pk, posted_where="公告栏", by=CHAIR, at=way.at)
    final = way.final()
    passed = set(decision.tally.lines.filter(verdict="passed").values_list("question__offered", flat=True))
    owners = final.lines.filter(outcome="in", standing="owners")
    assert owners.exists()
    assert {line.offered_id for line in owners} <= passed
    assert final.total_fen <= way.budget_fen
    notices.post_plan(consultation_id=way.pk, posted_where="公告栏", by=CHAIR, at=way.at)
    notice = Notice.objects.get(consultation=way.pk, kind="plan")
    notices.file_objection(notice_id=notice.pk, text="施工期间请留一条路。", by="public:page", at=way.wait(days=2).at)
    with pytest.raises(StageRefused, match="not_ready"):
        reviewing.submit_plan(consultation_id=way.pk, by=CHAIR, at=way.at)
    notices.answer_objection(
        objection_id=Objection.objects.get().pk, answer="分段施工。", upheld=False, by=RECORDER, at=way.at
    )
    return final


def approve(way: Changshiyuan, final: Plan) -> None:
    """The offices are heard, the district countersigns how identities were checked, and approves."""
    reviewing.submit_plan(consultation_id=way.pk, by=CHAIR, at=way.wait(days=5).at)
    review = Review.objects.get(plan=final)
    for office in Office:
        reviewing.give_opinion(
            review_id=review.pk, office=office, opinion=Opinion.AGREES, note="", by=OFFICIAL, at=way.at
        )
    decision = Round.objects.get(consultation=way.pk, kind="decision")
    rounds.countersign(round_id=decision.pk, by=OFFICIAL, at=way.at)
    reviewing.decide_review(review_id=review.pk, decision=Decision.APPROVE, reason="", by=OFFICIAL, at=way.at)
    assert Consultation.objects.get(pk=way.pk).batch == "planned"


def everybody_can_check(decision: Round, folder: Path) -> None:
    """The sealed file counts to the public file's figures without the portal, and says nothing about names."""
    sealed = exporting.export_sealed(round_id=decision.pk, by=OFFICIAL, at=decision.counted_at)
    public = exporting.export_public(round_id=decision.pk)
    path = folder / "round.json"
    path.write_text(json.dumps(sealed, ensure_ascii=False), encoding="utf-8")
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DJANGO_"))}
    told = subprocess.run(
        [sys.executable, "-m", "consultations.recount", str(path)], cwd=ROOT, env=bare, capture_output=True, check=True
    )
    recounted = json.loads(told.stdout)

    assert recounted["merkle_root"] == public["merkle_root"] == decision.tally.merkle_root
    assert recounted["inputs_sha256"] == public["inputs_sha256"] == decision.tally.inputs_sha256
    assert [line["verdict"] for line in recounted["questions"]] == [line["verdict"] for line in public["questions"]]
    names = set(decision.consultation.community.persons.values_list("name", flat=True))
    assert [name for name in names if name in path.read_text(encoding="utf-8")] == []
