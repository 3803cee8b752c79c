"""The one door through which a consultation changes its stage."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction

from consultations.domain.stages import ONWARD, Act, Missing, Stage, is_open, next_by_hand, refusal
from consultations.loaders import readiness
from consultations.models import Consultation, Round, StageMove
from consultations.services.locks import round_lock
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class StageRefused(Refused):
    """The stage does not allow it. For "not_ready" ``values["missing"]`` lists what is lacking."""


def locked(consultation_id: int) -> Consultation:
    """The consultation, locked to the end of the transaction; read nothing of it before."""
    found: Consultation = Consultation.objects.select_for_update(of=("self",)).with_community().get(pk=consultation_id)
    return found


def require(consultation: Consultation, *acts: Act) -> None:
    """Raise StageRefused "not_now" unless the stage opens one of the acts."""
    stage = Stage(consultation.stage)
    if not any(is_open(act, stage) for act in acts):
        raise StageRefused("not_now", stage=stage, act=acts[0])


def require_done(consultation: Consultation, item: Missing, at: datetime) -> None:
    """Raise StageRefused "not_ready" while this is missing, also where no step waits for it."""
    if not readiness.CHECKS[item](consultation, at):
        raise StageRefused("not_ready", stage=Stage(consultation.stage), missing=(item,))


def refuse_resting(consultation: Consultation) -> None:
    """Raise StageRefused "not_now" while the consultation is suspended: its rounds rest with it."""
    stage = Stage(consultation.stage)
    if stage is Stage.SUSPENDED:
        raise StageRefused("not_now", stage=stage)


def district_of(consultation: Consultation) -> str:
    """The code of the district whose chain the consultation's events belong to."""
    return str(consultation.community.subdistrict.district.code)


def move(consultation: Consultation, *, to: Stage, by: str, at: datetime, reason: str = "") -> None:
    """Change the stage of a locked consultation.

    Raises StageRefused "no_such_way", "reason_missing" or "not_ready".
    """
    stage = Stage(consultation.stage)
    came_from = Stage(consultation.suspended_from) if consultation.suspended_from else None
    done = readiness.done(consultation, stage, at) if ONWARD.get(stage) is to else frozenset[Missing]()
    refused = refusal(stage, to, done, reason=reason, suspended_from=came_from)
    if refused is not None:
        raise StageRefused(refused.code, stage=stage, to=to, missing=refused.missing)
    consultation.suspended_from = stage if to is Stage.SUSPENDED else None
    consultation.stage = to
    consultation.save(update_fields=["stage", "suspended_from"])
    StageMove.objects.create(
        consultation=consultation, origin=stage, target=to, reason=reason, moved_by=by, moved_at=at
    )
    events.record(
        what="consultation.moved",
        about=f"consultation:{consultation.pk}",
        by=by,
        at=at,
        district=district_of(consultation),
        detail={"from": stage.value, "to": to.value},
    )


def advance(consultation: Consultation, *, by: str, at: datetime) -> None:
    """Step forward if nothing is missing any more; otherwise leave the consultation where it is."""
    with suppress(StageRefused):  # "not_ready": the one thing that can hold back a step onward
        move(consultation, to=ONWARD[Stage(consultation.stage)], by=by, at=at)


@transaction.atomic
def go(*, consultation_id: int, to: Stage, by: str, at: datetime, reason: str = "") -> Consultation:
    """A move somebody asks for: onward, back with a reason, or out by a side door.

    Suspending waits for ballots that are being cast, so that none lands afterwards; resuming gives an open round the
    time back that it rested. Raises StageRefused: a move that
    belongs to an act of its own, such as the officials' decision, is "no_such_way" here; a round still open or
    uncounted refuses withdrawal and going back ("round_unfinished").
    """
    consultation = locked(consultation_id)
    stage = Stage(consultation.stage)
    came_from = Stage(consultation.suspended_from) if consultation.suspended_from else None
    if to not in next_by_hand(stage, came_from):
        raise StageRefused("no_such_way", stage=stage, to=to)
    rounds = _unfinished(consultation)
    if rounds and Stage.SUSPENDED not in (stage, to) and to is not ONWARD.get(stage):
        raise StageRefused("round_unfinished", to=to)
    move(consultation, to=to, by=by, at=at, reason=reason)
    if stage is Stage.SUSPENDED:
        _give_time_back(consultation, rounds, by=by, at=at)
    return consultation


def _unfinished(consultation: Consultation) -> Sequence[Round]:
    """The rounds still open or uncounted, locked before they are read."""
    unfinished = consultation.rounds.unfinished().order_by("pk")
    for pk in unfinished.values_list("pk", flat=True):
        round_lock(pk)
    return list(unfinished.all())


def _give_time_back(consultation: Consultation, rounds: Sequence[Round], *, by: str, at: datetime) -> None:
    """Nothing shortens a vote: an open round ends as long after the resumption as it then had left."""
    rested_from = consultation.moves.filter(target=Stage.SUSPENDED).latest("pk").moved_at
    for round in rounds:
        stopped_at = max(rested_from, round.opens_at)
        if round.state != "open" or not stopped_at < min(at, round.closes_at):
            continue
        round.closes_at += at - stopped_at
        round.save(update_fields=["closes_at"])
        events.record(
            what="round.extended",
            about=f"round:{round.pk}",
            by=by,
            at=at,
            district=district_of(consultation),
            detail={"closes_at": round.closes_at.isoformat()},
        )
