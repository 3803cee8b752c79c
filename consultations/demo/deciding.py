"""The steps of the way on which people say what they want, and on which it is counted."""

from datetime import datetime, timedelta

from consultations.demo import voices
from consultations.demo.paying import say_who_pays
from consultations.demo.way import Way
from consultations.domain.plan.values import PlanKind
from consultations.services import casting, counting, meetings, planning, rounds

MINUTES = "社区居委会主持，街道工作人员列席。逐项说明清单、费用和分摊，居民提问并当场答复。"
ADOPTED = "通过改造方案草案，提交业主表决。"


def cast_selection(way: Way, at: datetime) -> None:
    _cast(way, "selection", at, days=14)


def cast_decision(way: Way, at: datetime) -> None:
    _cast(way, "decision", at, days=10)


def count_selection(way: Way, at: datetime) -> None:
    _count(way, "selection", at)


def count_decision(way: Way, at: datetime) -> None:
    _count(way, "decision", at)


def draw_draft(way: Way, at: datetime) -> None:
    planning.draw_plan(consultation_id=way.pk, kind=PlanKind.DRAFT, by=way.chair, at=at)


def draw_final(way: Way, at: datetime) -> None:
    planning.draw_plan(consultation_id=way.pk, kind=PlanKind.FINAL, by=way.chair, at=at)
    say_who_pays(way, at)


def meet(way: Way, at: datetime) -> None:
    _meet(way, at)


def adopt_draft(way: Way, at: datetime) -> None:
    _meet(way, at, adopts=True)


def _cast(way: Way, kind: str, at: datetime, *, days: int) -> None:
    """The ballots of one day: each voice has a day of its own and comes then, one after the other."""
    paper = way.paper(kind)
    today = (at - paper.round.opens_at).days
    coming = [voice for voice in paper.voices if voices.chance(kind, voice.name, "day") % days == today]
    for minutes, voice in enumerate(coming):
        casting.cast(
            round_id=paper.round.pk,
            entry_id=voice.entry_id,
            said=voices.said(paper, voice),
            strength="letter",
            by=f"voice:{voice.entry_id}",
            at=at + timedelta(minutes=minutes),
        )


def _count(way: Way, kind: str, at: datetime) -> None:
    round = way.round(kind)
    rounds.close_round(round_id=round.pk, by="system:beat", at=at)
    counting.count_round(round_id=round.pk, by="system:beat", at=at)


def _meet(way: Way, at: datetime, *, adopts: bool = False) -> None:
    """Three of five households come; of them one in ten is against."""
    entitled = way.round("selection").roll.entries.filter(kind="household").count()
    present = entitled * 3 // 5
    against = present // 10
    motion = meetings.Motion(ADOPTED, present - against - 1, against, 1, adopts_draft=True)
    meetings.record_meeting(
        consultation_id=way.pk,
        kind="residents",
        held_at=at - timedelta(hours=2),
        venue="小区院坝",
        entitled=entitled,
        present=present,
        minutes=MINUTES,
        motions=[motion] if adopts else [],
        by=way.recorder,
        at=at,
    )
