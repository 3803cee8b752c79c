"""Words to the committee: written, taken back, and read before others see them.

DESIGN section 4 (Privacy): a word never stands beside a name, a door or a choice. The ledger is told that a voice wrote
one, and of another deed that one was shown or hidden; never which voice wrote which.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from communities.domain.electorate import ELSEWHERE
from consultations.domain.phases import Phase
from consultations.domain.remarks import LONGEST, Reason, State, clean
from consultations.loaders.ballots import round_and_voice
from consultations.loaders.rounds import phase_of
from consultations.models import Question, Remark, Reply, Round
from consultations.services.locks import round_lock
from consultations.services.moving import district_of
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

_UNREAD: dict[str, Any] = {"state": State.WAITING, "reason": "", "moderated_by": None, "moderated_at": None}


class RemarkRefused(Refused):
    """A word that is not kept, or not read."""


@transaction.atomic
def write(*, question_id: int, entry_id: int, text: str, by: str, at: datetime, by_owner: bool = False) -> Remark:
    """A household's word about one item; written again it takes the place of the earlier one and is read anew.

    Who may write is who may answer the item. Raises RemarkRefused "not_open", "not_asked", "without_text" or
    "too_long".
    """
    round = _asking(question_id, entry_id, at, by_owner=by_owner)
    words = clean(text)
    if not words:
        raise RemarkRefused("without_text")
    if len(words) > LONGEST:
        raise RemarkRefused("too_long", most=LONGEST, over=len(words) - LONGEST)
    kept: Remark | None = _own(question_id, entry_id, by_owner=by_owner).filter(text=words).first()
    if kept is not None:  # saved again as it stood: what has been read need not be read anew
        return kept
    remark, _ = Remark.objects.update_or_create(
        question_id=question_id,
        entry_id=entry_id,
        by_owner=by_owner,
        defaults={"text": words, "written_by": by, "written_at": at, **_UNREAD},
    )
    _log(round, "remark.written", by=by, at=at)
    return remark


@transaction.atomic
def take_back(*, question_id: int, entry_id: int, by: str, at: datetime, by_owner: bool = False) -> None:
    """Nothing is kept of it, also when the vote is over. Raises RemarkRefused "nothing_written"."""
    gone, _ = _own(question_id, entry_id, by_owner=by_owner).delete()
    if not gone:
        raise RemarkRefused("nothing_written")
    round = Round.objects.with_community().get(questions=question_id)
    _log(round, "remark.taken_back", by=by, at=at)


@transaction.atomic
def show(*, remark_id: int, seen: str, by: str, at: datetime) -> Remark:
    """Everybody may read it. ``seen``: the mark of what was read. Raises RemarkRefused "taken_back" or
    "changed_since"."""
    return _moderate(remark_id, seen, by=by, at=at, state=State.SHOWN, reason="")


@transaction.atomic
def hide(*, remark_id: int, seen: str, reason: str, by: str, at: datetime) -> Remark:
    """Nobody else reads it; that and why is counted in public. Raises RemarkRefused "without_reason", "taken_back" or
    "changed_since"."""
    if reason not in set(Reason):
        raise RemarkRefused("without_reason")
    return _moderate(remark_id, seen, by=by, at=at, state=State.HIDDEN, reason=reason)


@transaction.atomic
def reply(*, question_id: int, text: str, by: str, at: datetime) -> Reply:
    """The committee's public answer to the words about a question. Raises RemarkRefused "without_reply"."""
    words = clean(text)
    if not words:
        raise RemarkRefused("without_reply")
    round = Round.objects.with_community().get(questions=question_id)
    said: Reply = Reply.objects.create(question_id=question_id, text=words, replied_by=by, replied_at=at)
    _log(round, "remark.replied", by=by, at=at, reply=said.pk)
    return said


def _asking(question_id: int, entry_id: int, at: datetime, *, by_owner: bool) -> Round:
    """The selection, read after the lock it shares with ballots, that asks this voice this question now."""
    question = Question.objects.select_related("place").get(pk=question_id)
    round_lock(question.round_id, shared=True)
    round, voice = round_and_voice(question.round_id, entry_id)
    if round.kind != "selection" or phase_of(round, at) is not Phase.OPEN:
        raise RemarkRefused("not_open")
    if voice is None or question.place.code not in voice.places or (by_owner and voice.tenure not in ELSEWHERE):
        raise RemarkRefused("not_asked")
    return round


def _own(question_id: int, entry_id: int, *, by_owner: bool) -> "QuerySet[Remark]":
    return Remark.objects.filter(question=question_id, entry=entry_id, by_owner=by_owner)


def _moderate(remark_id: int, seen: str, *, by: str, at: datetime, state: State, reason: str) -> Remark:
    remark = Remark.objects.select_for_update().filter(pk=remark_id).first()
    if remark is None:
        raise RemarkRefused("taken_back")
    if remark.mark != seen:
        raise RemarkRefused("changed_since")
    remark.state, remark.reason = state, reason
    remark.moderated_by, remark.moderated_at = by, at
    remark.save(update_fields=["state", "reason", "moderated_by", "moderated_at"])
    round = Round.objects.with_community().get(questions=remark.question_id)
    _log(round, "remark.moderated", by=by, at=at, remark=remark.pk, state=state.value)
    return remark


def _log(round: Round, what: str, *, by: str, at: datetime, **detail: Any) -> None:
    """That it happened, never what was written."""
    about, district = f"round:{round.pk}", district_of(round.consultation)
    events.record(what=what, about=about, by=by, at=at, district=district, detail=detail)
