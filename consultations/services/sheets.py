"""Numbered sheets of paper: issued, handed in, taken out of use. What stands on them is no matter here."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from communities.models import RollEntry
from communities.services.secrets import new_code
from consultations.domain.phases import Phase
from consultations.domain.sheets import SpoiltWhy, State
from consultations.loaders.rounds import VOICE_KIND, phase_of
from consultations.models import PaperSheet, Round
from consultations.services.locks import round_lock
from consultations.services.moving import district_of
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

#: Sheets issued at once: what one person prints and carries from door to door.
MOST_AT_ONCE = 200
SERIAL_LENGTH = 8


class PaperRefused(Refused):
    """Something that cannot be done with a sheet of paper now."""


@transaction.atomic
def issue(*, round_id: int, entry_ids: Iterable[int], by: str, at: datetime) -> Sequence[PaperSheet]:
    """Give each of these voices a numbered sheet, in this order; whoever has one already gets none.

    Raises PaperRefused "not_issued_now" once the round is over or closed, "everybody_has_one" or "too_many".
    """
    round = _round(round_id)
    if phase_of(round, at) not in (Phase.AHEAD, Phase.OPEN):
        raise PaperRefused("not_issued_now", closes_at=round.closes_at)
    due = _without_one(round, entry_ids)
    if not due:
        raise PaperRefused("everybody_has_one")
    if len(due) > MOST_AT_ONCE:
        raise PaperRefused("too_many", number=len(due), most=MOST_AT_ONCE)
    last = PaperSheet.objects.filter(round=round).aggregate(last=Max("number"))["last"] or 0
    made = PaperSheet.objects.bulk_create(
        PaperSheet(
            round=round, entry_id=entry, number=number, serial=new_code(SERIAL_LENGTH), issued_by=by, issued_at=at
        )
        for number, entry in enumerate(due, start=last + 1)
    )
    _log(round, "sheet.issued", by=by, at=at, first=made[0].number, last=made[-1].number)
    return made


@transaction.atomic
def receive(*, sheet_id: int, by: str, at: datetime) -> PaperSheet:
    """A sheet is handed in: it came in time, whatever stands on it. Raises PaperRefused "too_late" unless the round is
    open at this moment, "handed_in_already" or "is_spoilt"."""
    sheet, round = _out(sheet_id)
    if phase_of(round, at) is not Phase.OPEN:
        raise PaperRefused("too_late", opens_at=round.opens_at, closes_at=round.closes_at)
    sheet.state, sheet.returned_by, sheet.returned_at = State.RETURNED, by, at
    sheet.save(update_fields=["state", "returned_by", "returned_at"])
    _log(round, "sheet.returned", by=by, at=at, number=sheet.number)
    return sheet


@transaction.atomic
def take_out(*, sheet_id: int, why: SpoiltWhy, again: bool, by: str, at: datetime) -> PaperSheet | None:
    """A sheet is not used: lost, spoilt or refused. ``again``: its voice gets another one, which is given back.

    Raises PaperRefused "not_issued_now" once the round is over, "handed_in_already" or "is_spoilt".
    """
    sheet, round = _out(sheet_id)
    if phase_of(round, at) not in (Phase.AHEAD, Phase.OPEN):
        raise PaperRefused("not_issued_now", closes_at=round.closes_at)
    sheet.state, sheet.spoilt_why, sheet.spoilt_by, sheet.spoilt_at = State.SPOILT, why.value, by, at
    sheet.save(update_fields=["state", "spoilt_why", "spoilt_by", "spoilt_at"])
    _log(round, "sheet.taken_out", by=by, at=at, number=sheet.number, why=why.value)
    return issue(round_id=round.pk, entry_ids=[sheet.entry_id], by=by, at=at)[0] if again else None


def _round(round_id: int) -> Round:
    """The round, kept open or closed as it is, and its numbers to oneself: two who issue at once do not meet."""
    round_lock(round_id, shared=True)
    rows = Round.objects.with_community().select_for_update(of=("self",), no_key=True)
    found: Round = rows.get(pk=round_id)
    return found


def _out(sheet_id: int) -> tuple[PaperSheet, Round]:
    """A sheet that is out, locked, and its round."""
    round = _round(PaperSheet.objects.values_list("round", flat=True).get(pk=sheet_id))
    sheet = PaperSheet.objects.select_for_update().get(pk=sheet_id)
    if sheet.state == State.SPOILT:
        raise PaperRefused("is_spoilt", number=sheet.number)
    if sheet.state != State.OUT:
        raise PaperRefused("handed_in_already", number=sheet.number)
    return sheet, round


def _without_one(round: Round, entry_ids: Iterable[int]) -> Sequence[int]:
    """Of these voices of the round, in their order, those that have no sheet."""
    voices = RollEntry.objects.filter(roll=round.roll_id, kind=VOICE_KIND[round.kind])
    known = set(voices.values_list("pk", flat=True))
    have = set(PaperSheet.objects.live().filter(round=round).values_list("entry", flat=True))
    return [entry for entry in dict.fromkeys(entry_ids) if entry in known and entry not in have]


def _log(round: Round, what: str, *, by: str, at: datetime, **detail: str | int) -> None:
    """Which sheets, by their numbers; never whose they are."""
    about, district = f"round:{round.pk}", district_of(round.consultation)
    events.record(what=what, about=about, by=by, at=at, district=district, detail=detail)
