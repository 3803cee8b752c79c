"""Each refusal about rounds, ballots and counts: the stage, what is done before, the act."""

from dataclasses import replace
from datetime import timedelta

from communities.models import OwnerMember, RollEntry, Unit
from consultations.domain.annulment import Ruling
from consultations.domain.ballots import Answer, Choices
from consultations.domain.doors import State
from consultations.domain.filling import Filled
from consultations.domain.reminding import Group
from consultations.domain.stages import Stage
from consultations.models import BallotDispute, Question, Remark, Round
from consultations.services import (
    casting,
    counting,
    disputing,
    exporting,
    offering,
    remarking,
    reminding,
    rounds,
    walking,
)
from renewal_portal.ledger.services import district_settings
from tests.consultations import remarked
from tests.consultations.services import acts
from tests.stages import go, newest, onward
from tests.world import CHAIR, NONE, OFFICIAL, RULING, WANT, World

S = Stage


def close(world: World, round: Round) -> None:
    rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)


def count(world: World, round: Round) -> None:
    counting.count_round(round_id=round.pk, by=CHAIR, at=world.at)


def annul(world: World, round: Round, reason: str = "名册有误", ruling: Ruling | None = RULING) -> None:
    rounds.annul_round(round_id=round.pk, reason=reason, ruling=ruling, by=CHAIR, at=world.at)


def countersign(world: World, round: Round) -> None:
    rounds.countersign(round_id=round.pk, by=OFFICIAL, at=world.at)


def remind(world: World, round: Round) -> None:
    reminding.order(round_id=round.pk, group=Group.SILENT, by=CHAIR, at=world.at)


def cast(
    world: World, round: Round, said: dict[int, Answer], *, entry: RollEntry | None = None, **choices: object
) -> None:
    entry = entry or voice(world, round)
    casting.cast(
        round_id=round.pk,
        entry_id=entry.pk,
        said=casting.Said(said, Choices(**choices)),
        strength="letter",
        by=f"voice:{entry.pk}",
        at=world.at,
    )


def confirm(world: World, round: Round, seen: str = "") -> None:
    """Press the button of a summary that carried this mark."""
    entry = voice(world, round)
    casting.confirm(
        round_id=round.pk, entry_id=entry.pk, seen=seen, strength="letter", by=f"voice:{entry.pk}", at=world.at
    )


def confirm_after_paper(world: World, round: Round) -> None:
    """What was filled in online is confirmed after the household's paper has come in."""
    entry, said = voice(world, round), casting.Said(all_wanted(round), Choices())
    of_it = {"round_id": round.pk, "entry_id": entry.pk, "said": said, "by": f"voice:{entry.pk}", "at": world.at}
    casting.cast(**of_it, strength="paper", channel="paper")
    casting.save_draft(**of_it)
    confirm(world, round, Filled(said.answers).mark)


def voice(world: World, round: Round) -> RollEntry:
    """A voice with a flat in 1-1."""
    return next(e for e in world.entries(round) if e.shares.filter(place__code="1-1").exists())


def at_door(world: World, round: Round, mark: State = State.LETTER, *, door: str = "1-1-101") -> None:
    unit = Unit.objects.of(world.community.pk).get(door=door)
    walking.mark_door(round_id=round.pk, unit_id=unit.pk, mark=mark, by=CHAIR, at=world.at)


def answered_at_door(world: World) -> Round:
    round = selection(world)
    world.cast(round, round.roll.entries.get(unit__door="1-1-101"), WANT)
    return round


def selection(world: World) -> Round:
    return newest(world, "selection")


def decision(world: World) -> Round:
    return newest(world, "decision")


def without_money(world: World) -> Round:
    """A counted selection, and a budget of one fen."""
    named = {"method": world.consultation.method, "measure": world.consultation.measure}
    offering.announce(consultation_id=world.pk, budget_fen=1, by=CHAIR, at=world.at, **named)
    return selection(world)


def annulled(kind: str) -> object:
    def before(world: World) -> Round:
        round = newest(world, kind)
        annul(world, round)
        return round

    return before


def numbers(round: Round, **where: object) -> list[int]:
    return list(Question.objects.filter(round=round, **where).order_by("number").values_list("number", flat=True))


def answered(said: object, **choices: object) -> object:
    """Cast with the answers that ``said`` makes of the round."""
    return lambda world, round: cast(world, round, said(round), **choices)


def all_wanted(round: Round) -> dict[int, Answer]:
    return dict.fromkeys(numbers(round, place__code="community"), WANT)


def grouped(world: World) -> Round:
    """A selection with a choice group over two lines of the community."""
    world.groups = {"C1.07": "either", "C2.05": "either"}
    onward(world, S.SELECTING)
    return selection(world)


def asking_for_more(world: World) -> Round:
    district_settings.set_value(
        district="500107",
        key="online_second_factor",
        value=True,
        valid_from=(world.at - timedelta(days=10)).date(),
        source="试行",
        by=OFFICIAL,
        at=world.at - timedelta(days=10),
    )
    return decision(world)


def countersigned(world: World) -> Round:
    countersign(world, decision(world))
    return decision(world)


def returned(world: World) -> None:
    """Everything is decided, and the community has come back to consult."""
    onward(world, S.COUNTED)
    go(world, S.CONSULTING)


def shared(world: World) -> OwnerMember:
    """Somebody holds a flat in 1-1 together with its owner, who casts the ballot."""
    one, other = OwnerMember.objects.filter(owner__community=world.community).order_by("pk")[:2]
    return OwnerMember.objects.create(owner_id=one.owner_id, person_id=other.person_id)


def shared_and_cast(world: World) -> OwnerMember:
    member = shared(world)
    world.cast(decision(world), decision(world).roll.entries.get(kind="owner", owner=member.owner_id), WANT)
    return member


def disputes(world: World, member: OwnerMember, reason: str = "没有问过我") -> BallotDispute:
    round = decision(world)
    entry = round.roll.entries.get(kind="owner", owner=member.owner_id)
    return disputing.raise_dispute(
        round_id=round.pk, entry_id=entry.pk, person_id=member.person_id, reason=reason, by="voice:1", at=world.at
    )


def representative(world: World) -> OwnerMember:
    return OwnerMember.objects.representatives().get(owner=shared_and_cast(world).owner_id)


def disputed(world: World) -> BallotDispute:
    return disputes(world, shared_and_cast(world))


def disputed_member(world: World) -> OwnerMember:
    return OwnerMember.objects.get(owner=disputed(world).ballot.entry.owner_id, is_representative=False)


def late(world: World) -> OwnerMember:
    member = shared_and_cast(world)
    world.at = decision(world).closes_at
    return member


def withdraw(world: World, dispute: BallotDispute) -> BallotDispute:
    return disputing.withdraw_dispute(dispute_id=dispute.pk, by="voice:1", at=world.at)


def agree(world: World, dispute: BallotDispute, agreement: str) -> BallotDispute:
    return disputing.record_agreement(dispute_id=dispute.pk, agreement=agreement, by=CHAIR, at=world.at)


def withdrawn(world: World) -> BallotDispute:
    return withdraw(world, disputed(world))


def word(world: World) -> Remark:
    return remarked.write(world, selection(world))


def gone(world: World) -> Remark:
    remark = word(world)
    remarked.take_back(world, remark)
    return remark


REFUSED = {
    ("RoundRefused", "nothing_offered"): (S.DRAFT, None, acts.open_selection),
    ("RoundRefused", "no_roll"): (
        S.DRAFT,
        lambda world: world.prepare(roll=False),
        lambda w, _: acts.open_selection(w),
    ),
    ("RoundRefused", "window_too_short"): (S.DRAFT, World.prepare, lambda w, _: acts.open_selection(w, days=4)),
    ("RoundRefused", "window_too_long"): (S.DRAFT, World.prepare, lambda w, _: acts.open_selection(w, days=61)),
    ("RoundRefused", "round_unfinished"): (S.SELECTING, None, acts.open_selection),
    ("RoundRefused", "draft_not_adopted"): (S.CONSULTING, World.draft, lambda w, _: acts.call_decision(w)),
    ("RoundRefused", "notice_too_short"): (
        S.CONSULTING,
        lambda world: (world.draft(), world.meet(), world.meet(adopts=True)),
        lambda world, _: acts.call_decision(world, notice=14),
    ),
    ("RoundRefused", "nothing_to_decide"): (
        S.CONSULTING,
        returned,
        lambda world, _: acts.call_decision(world),
    ),
    ("RoundRefused", "not_over_yet"): (S.DECIDING, decision, close),
    ("RoundRefused", "annulled"): (S.DECIDING, annulled("decision"), annul),
    ("RoundRefused", "annulled_without_reason"): (S.DECIDING, decision, lambda w, round: annul(w, round, " ")),
    ("RoundRefused", "annulled_without_ground"): (S.DECIDING, decision, lambda w, round: annul(w, round, ruling=None)),
    ("RoundRefused", "ruling_incomplete"): (
        S.DECIDING,
        decision,
        lambda w, round: annul(w, round, ruling=replace(RULING, number=" ")),
    ),
    ("RemarkRefused", "without_reply"): (
        S.SELECTING,
        selection,
        lambda w, round: remarking.reply(question_id=round.questions.first().pk, text=" ", by=CHAIR, at=w.at),
    ),
    ("RoundRefused", "plans_stand_on_it"): (S.CONSULTING, selection, annul),
    ("RoundRefused", "not_counted_decision"): (S.CONSULTING, selection, countersign),
    ("RoundRefused", "countersigned_already"): (S.COUNTED, countersigned, countersign),
    ("CountRefused", "not_closed"): (S.DECIDING, decision, count),
    ("CountRefused", "annulled"): (S.DECIDING, annulled("decision"), count),
    ("BallotRefused", "empty_ballot"): (S.SELECTING, selection, answered(lambda round: {})),
    ("BallotRefused", "not_open"): (S.CONSULTING, selection, answered(all_wanted)),
    ("BallotRefused", "not_on_roll"): (
        S.SELECTING,
        selection,
        lambda world, round: cast(
            world, round, all_wanted(round), entry=round.roll.entries.filter(kind="owner").first()
        ),
    ),
    ("BallotRefused", "seen_another"): (S.SELECTING, selection, confirm),
    ("BallotRefused", "on_paper"): (S.SELECTING, selection, confirm_after_paper),
    ("BallotRefused", "second_factor_needed"): (S.DECIDING, asking_for_more, answered(all_wanted)),
    ("BallotRefused", "lives_there"): (
        S.SELECTING,
        selection,
        lambda world, round: casting.save_draft(
            round_id=round.pk,
            entry_id=voice(world, round).pk,
            said=casting.Said(all_wanted(round), Choices()),
            by="voice:1",
            at=world.at,
            by_owner=True,
        ),
    ),
    ("DisputeRefused", "not_open"): (S.DECIDING, late, disputes),
    ("DisputeRefused", "nothing_cast"): (S.DECIDING, shared, disputes),
    ("DisputeRefused", "not_a_co_owner"): (S.DECIDING, representative, disputes),
    ("DisputeRefused", "without_reason"): (S.DECIDING, shared_and_cast, lambda w, member: disputes(w, member, " ")),
    ("DisputeRefused", "disputed_already"): (S.DECIDING, disputed_member, disputes),
    ("DisputeRefused", "without_agreement"): (S.DECIDING, disputed, lambda w, dispute: agree(w, dispute, " ")),
    ("DisputeRefused", "settled_already"): (S.DECIDING, withdrawn, withdraw),
    ("RemarkRefused", "not_open"): (S.CONSULTING, selection, remarked.write),
    ("RemarkRefused", "not_asked"): (
        S.SELECTING,
        selection,
        lambda w, round: remarked.write(w, round, w.entries(round)[-1], code="M5.02"),
    ),
    ("RemarkRefused", "without_text"): (S.SELECTING, selection, lambda w, round: remarked.write(w, round, text=" \n")),
    ("RemarkRefused", "too_long"): (S.SELECTING, selection, lambda w, round: remarked.write(w, round, text="好" * 501)),
    ("RemarkRefused", "nothing_written"): (S.SELECTING, gone, remarked.take_back),
    ("RemarkRefused", "taken_back"): (S.SELECTING, gone, remarked.show),
    ("RemarkRefused", "changed_since"): (S.SELECTING, word, lambda w, remark: remarked.show(w, remark, seen="x")),
    ("RemarkRefused", "without_reason"): (S.SELECTING, word, lambda w, remark: remarked.hide(w, remark, reason="")),
    ("BallotFault", "unknown_question"): (S.SELECTING, selection, answered(lambda round: {99: WANT})),
    ("BallotFault", "not_asked"): (
        S.SELECTING,
        selection,
        answered(lambda round: {numbers(round, place__code="1-2")[0]: WANT}),
    ),
    ("BallotFault", "not_sayable"): (S.SELECTING, selection, answered(lambda round: {1: Answer.SET_ASIDE})),
    ("BallotFault", "too_many_priorities"): (
        S.SELECTING,
        selection,
        answered(all_wanted, priorities=(1, 2, 3, 4, 5, 6)),
    ),
    ("BallotFault", "priority_twice"): (S.SELECTING, selection, answered(all_wanted, priorities=(1, 1))),
    ("BallotFault", "priority_not_wanted"): (
        S.SELECTING,
        selection,
        answered(lambda round: {1: NONE}, priorities=(1,)),
    ),
    ("BallotFault", "unknown_option"): (S.SELECTING, selection, answered(all_wanted, options={1: "company"})),
    ("BallotFault", "choice_group"): (S.DRAFT, grouped, answered(all_wanted)),
    ("DoorsRefused", "not_a_mark"): (S.SELECTING, selection, lambda world, round: at_door(world, round, State.ONLINE)),
    ("DoorsRefused", "not_running"): (S.COUNTED, decision, at_door),
    ("DoorsRefused", "not_asked"): (
        S.SELECTING,
        selection,
        lambda world, round: at_door(world, round, door="1-S1"),
    ),
    ("DoorsRefused", "answered_already"): (S.SELECTING, answered_at_door, at_door),
    ("DoorsRefused", "no_walker"): (
        S.SELECTING,
        selection,
        lambda world, round: walking.assign_doors(
            community_id=world.community.pk, unit_ids=[], user_id=999_999, by=CHAIR, at=world.at
        ),
    ),
    ("RemindersRefused", "not_open"): (
        S.SELECTING,
        selection,
        lambda world, round: reminding.record_visits(round_id=round.pk, by=CHAIR, at=round.closes_at),
    ),
    ("RemindersRefused", "nobody_reached"): (S.SELECTING, selection, remind),
    ("ExportRefused", "still_open"): (
        S.SELECTING,
        selection,
        lambda world, round: exporting.export_sealed(round_id=round.pk, by=CHAIR, at=world.at),
    ),
    ("ExportRefused", "no_selection"): (
        S.COUNTED,
        decision,
        lambda world, round: exporting.export_election(round_id=round.pk, by=CHAIR, at=world.at),
    ),
    ("ExportRefused", "nothing_to_choose"): (
        S.CONSULTING,
        without_money,
        lambda world, round: exporting.export_election(round_id=round.pk, by=CHAIR, at=world.at),
    ),
    ("ExportRefused", "not_counted"): (
        S.SELECTING,
        selection,
        lambda _, round: exporting.export_public(round_id=round.pk),
    ),
}
