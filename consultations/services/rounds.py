"""Opening, closing and annulling rounds."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from communities.models import RollVersion
from consultations.domain.annulment import Ruling
from consultations.domain.plan.values import PlanKind
from consultations.domain.rules import to_plain
from consultations.domain.stages import NEXT, Act, Missing, Stage
from consultations.loaders import questions as question_loader
from consultations.loaders.settings import rule_book, settings_on
from consultations.models import Consultation, MenuVersion, Plan, Question, Resolution, Round
from consultations.services.disputing import hold_back_disputed
from consultations.services.locks import round_lock
from consultations.services.moving import district_of, locked, move, refuse_resting, require, require_done
from consultations.services.reviewing import end_open_review
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

GROUND = ("annulled_by_resolution", "ruling_court", "ruling_number", "ruling_on")


class RoundRefused(Refused):
    """A round that cannot be opened, closed or annulled."""


@transaction.atomic
def open_selection(*, consultation_id: int, closes_at: datetime, by: str, at: datetime) -> Round:
    """Open the households' selection over the offered menu, at once, and move to *selecting*.

    Raises RoundRefused "window_too_short"/"window_too_long" (days in the values), "round_unfinished" or
    "nothing_offered"; StageRefused with what is missing.
    """
    consultation = locked(consultation_id)
    if Stage(consultation.stage) is not Stage.DRAFT:
        require(consultation, Act.SELECT)
        require_done(consultation, Missing.CORRECTIONS_ANSWERED, at)
    menu = consultation.menus.newest_offered()
    if menu is None or consultation.menus.in_preparation() is not None:
        raise RoundRefused("nothing_offered")
    round = _open(consultation, "selection", menu, None, opens_at=at, closes_at=closes_at, by=by, at=at)
    _freeze(question_loader.of_menu(menu, round))
    if Stage(consultation.stage) is Stage.DRAFT:
        move(consultation, to=Stage.SELECTING, by=by, at=at)
    return round


@transaction.atomic
def call_decision(*, consultation_id: int, opens_at: datetime, closes_at: datetime, by: str, at: datetime) -> Round:
    """Post the adopted draft's questions for the owners to decide from ``opens_at`` on, and move to *deciding*.

    Asked are the lines without a standing result, no others. The questions are frozen with the notice; the assembly is
    called at least fifteen days before (Property Management Regulation art. 14; a district may ask for more).
    Raises RoundRefused "notice_too_short", "window_too_short", "window_too_long", "round_unfinished",
    "draft_not_adopted" or "nothing_to_decide".
    """
    consultation = locked(consultation_id)
    require(consultation, Act.CALL_DECISION)
    draft = consultation.plans.newest(PlanKind.DRAFT)
    if draft is None or not Resolution.objects.filter(adopts=draft, carried=True).exists():
        raise RoundRefused("draft_not_adopted")
    days = settings_on(consultation, at)["decision_notice_days"]
    if opens_at < at + timedelta(days=days):
        raise RoundRefused("notice_too_short", days=days)
    menu = consultation.menus.newest_offered()
    round = _open(consultation, "decision", menu, draft, opens_at=opens_at, closes_at=closes_at, by=by, at=at)
    _freeze(question_loader.of_draft(draft, round))
    move(consultation, to=Stage.DECIDING, by=by, at=at)
    return round


@transaction.atomic
def rely_on_results(*, consultation_id: int, by: str, at: datetime) -> Consultation:
    """Go on to *counted* without asking again: every line of the adopted draft has a standing result already.

    Raises StageRefused "not_now" outside *consulting*, "not_ready" while a line is left to be asked.
    """
    consultation = locked(consultation_id)
    require(consultation, Act.CALL_DECISION)
    move(consultation, to=Stage.DECIDING, by=by, at=at)
    move(consultation, to=Stage.COUNTED, by=by, at=at)
    return consultation


@transaction.atomic
def close_round(*, round_id: int, by: str, at: datetime) -> Round:
    """Close a round whose time is over: nothing is cast any more, and ballots that a co-owner disputes and nobody
    settled are set aside. Closing it again changes nothing.

    Raises RoundRefused "not_over_yet" before ``closes_at`` (nobody shortens a vote) or "annulled"; StageRefused
    "not_now" while the consultation is suspended.
    """
    round_lock(round_id)
    round: Round = Round.objects.with_community().get(pk=round_id)
    if round.state in ("closed", "counted"):
        return round
    if round.state == "annulled":
        raise RoundRefused("annulled")
    if at < round.closes_at:
        raise RoundRefused("not_over_yet", closes_at=round.closes_at)
    refuse_resting(round.consultation)
    round.state, round.closed_by, round.closed_at = "closed", by, at
    hold_back_disputed(round, by=by, at=at)
    round.save(update_fields=["state", "closed_by", "closed_at"])
    _log(round, "round.closed", by=by, at=at)
    return round


@transaction.atomic
def annul_round(
    *, round_id: int, reason: str, resolution_id: int | None = None, ruling: Ruling | None = None, by: str, at: datetime
) -> Round:
    """Set a round aside with a public reason, by a resolution carried since it was opened or by a ruling from outside.
    Its ballots stay and count for nothing.

    The questions may then be asked again: from a decision the consultation goes back to *consulting*. Raises
    RoundRefused "annulled_without_reason", "annulled_without_ground", "ruling_incomplete", "annulled" or
    "plans_stand_on_it" (a selection that was counted and left behind); StageRefused "not_now" while the consultation
    is suspended.
    """
    consultation = locked(Round.objects.values_list("consultation_id", flat=True).get(pk=round_id))
    round_lock(round_id)
    round: Round = Round.objects.with_community().get(pk=round_id)
    if not reason.strip():
        raise RoundRefused("annulled_without_reason")
    if round.state == "annulled":
        raise RoundRefused("annulled")
    refuse_resting(consultation)
    if round.kind == "selection" and Stage(consultation.stage) is not Stage.SELECTING:
        raise RoundRefused("plans_stand_on_it")
    round.state, round.annulled_reason = "annulled", reason.strip()
    round.annulled_by, round.annulled_at = by, at
    _ground(round, resolution_id, ruling, at)
    round.save(update_fields=["state", "annulled_reason", "annulled_by", "annulled_at", *GROUND])
    _log(round, "round.annulled", by=by, at=at)
    if round.kind == "decision" and Stage.CONSULTING in NEXT[Stage(consultation.stage)]:
        end_open_review(consultation, reason=round.annulled_reason, by=by, at=at)
        move(consultation, to=Stage.CONSULTING, by=by, at=at, reason=round.annulled_reason)
    return round


@transaction.atomic
def countersign(*, round_id: int, by: str, at: datetime) -> Round:
    """The district confirms the way identities were checked in a counted decision; only then is it called binding.

    Raises RoundRefused "not_counted_decision" or "countersigned_already".
    """
    round_lock(round_id)
    round: Round = Round.objects.with_community().get(pk=round_id)
    if round.kind != "decision" or round.state != "counted":
        raise RoundRefused("not_counted_decision")
    if round.countersigned_at is not None:
        raise RoundRefused("countersigned_already")
    round.countersigned_by, round.countersigned_at = by, at
    round.save(update_fields=["countersigned_by", "countersigned_at"])
    _log(round, "round.countersigned", by=by, at=at)
    return round


def _ground(round: Round, resolution_id: int | None, ruling: Ruling | None, at: datetime) -> None:
    """On what the round is annulled: one of the two."""
    if ruling is not None and resolution_id is None:
        if not ruling.is_complete(timezone.localdate(at)):
            raise RoundRefused("ruling_incomplete")
        round.ruling_court, round.ruling_number = ruling.court.strip(), ruling.number.strip()
        round.ruling_on = ruling.decided_on
        return
    carried = Resolution.objects.carried_since(round.consultation_id, round.opened_at)
    if ruling is not None or resolution_id is None or not carried.filter(pk=resolution_id).exists():
        raise RoundRefused("annulled_without_ground")
    round.annulled_by_resolution_id = resolution_id


def _open(
    consultation: Consultation,
    kind: str,
    menu: MenuVersion,
    draft: Plan | None,
    *,
    opens_at: datetime,
    closes_at: datetime,
    by: str,
    at: datetime,
) -> Round:
    settings = settings_on(consultation, at)
    _refuse_window(settings["voting_days_min"], settings["voting_days_max"], closes_at - opens_at)
    if consultation.rounds.unfinished().exists():
        raise RoundRefused("round_unfinished")
    roll = RollVersion.objects.newest_of(consultation.community_id)
    if roll is None:
        raise RoundRefused("no_roll")
    count = question_loader.how_many(menu, draft)
    if not count:
        raise RoundRefused("nothing_to_decide")
    round = Round.objects.create(
        consultation=consultation,
        number=consultation.rounds.count() + 1,
        kind=kind,
        roll=roll,
        menu=menu,
        draft=draft,
        question_count=count,
        rule_book=to_plain(rule_book(settings)),
        opens_at=opens_at,
        closes_at=closes_at,
        opened_by=by,
        opened_at=at,
    )
    _log(round, "round.opened", by=by, at=at)
    return round


def _refuse_window(least_days: int, most_days: int, window: timedelta) -> None:
    if window < timedelta(days=least_days):
        raise RoundRefused("window_too_short", days=least_days)
    if window > timedelta(days=most_days):
        raise RoundRefused("window_too_long", days=most_days)


def _freeze(questions: Sequence[Question]) -> None:
    Question.objects.bulk_create(questions)


def _log(round: Round, what: str, *, by: str, at: datetime) -> None:
    events.record(
        what=what,
        about=f"round:{round.pk}",
        by=by,
        at=at,
        district=district_of(round.consultation),
        detail={"kind": round.kind, "number": round.number},
    )
