"""Reading what stands on a sheet: two people, each for themselves; where they differ, a third settles it."""

from datetime import datetime

from django.db import transaction

from consultations.domain.sheets import Entered, Fault, Reading, State, entered, faulty, settled
from consultations.loaders import sheets as loader
from consultations.loaders.rounds import takes_paper_of
from consultations.models import PaperSheet, Round, SheetReading
from consultations.services.casting import Said, encoded
from consultations.services.casting_paper import cast_paper
from consultations.services.locks import round_lock
from consultations.services.moving import district_of
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class ReadingRefused(Refused):
    """A sheet that cannot be read now, or not by this person."""


@transaction.atomic
def read(
    *, sheet_id: int, said: Said, by: str, at: datetime, fault: Fault | None = None, replaces: bool = False
) -> Entered:
    """Keep what one person read. Once two agree, or a third has settled it, the sheet becomes a ballot of the time at
    which it was handed in: it stands, or is set aside with its reason.

    Raises ReadingRefused "not_now" (its round is counted, annulled or rests), "not_returned", "entered_already",
    "read_already" (by the same person), "issuer_does_not_settle", "of_kin" or "nothing_read" (then it has a fault);
    BallotFault for answers that do not fit the questions.
    """
    round_id = PaperSheet.objects.values_list("round", flat=True).get(pk=sheet_id)
    round_lock(round_id, shared=True)
    round = Round.objects.with_community().get(pk=round_id)
    sheet = PaperSheet.objects.select_for_update(of=("self",)).select_related("entry").get(pk=sheet_id)
    before = _may_be_read(round, sheet, by=by)
    reading = _reading(round, sheet, said, fault, replaces=replaces, at=at)
    SheetReading.objects.create(
        sheet=sheet,
        position=before + 1,
        fault=reading.fault,
        answers=reading.answers,
        choices=reading.choices,
        replaces=reading.replaces,
        read_by=by,
        read_at=at,
    )
    _log(round, sheet, by=by, at=at, position=before + 1)
    readings = loader.readings(sheet)
    holds = settled(readings)
    if holds is not None:
        _becomes(sheet, holds, by=by, at=at)
    return entered(readings)


def _may_be_read(round: Round, sheet: PaperSheet, *, by: str) -> int:
    """How many have read it before."""
    if sheet.returned_at is None:
        raise ReadingRefused("not_returned", number=sheet.number)
    if sheet.state != State.RETURNED:
        raise ReadingRefused("entered_already", number=sheet.number)
    if not takes_paper_of(round, sheet.returned_at):
        raise ReadingRefused("not_now")
    readers = list(sheet.readings.values_list("read_by", flat=True))
    if by in readers:
        raise ReadingRefused("read_already", number=sheet.number)
    if len(readers) == 2 and by == sheet.issued_by:
        raise ReadingRefused("issuer_does_not_settle", number=sheet.number)
    if loader.is_kin(sheet, by):
        raise ReadingRefused("of_kin", number=sheet.number)
    return len(readers)


def _reading(
    round: Round, sheet: PaperSheet, said: Said, fault: Fault | None, *, replaces: bool, at: datetime
) -> Reading:
    if fault is not None:
        return faulty(fault, loader.unanswered(round, sheet.entry))
    if not said.answers:
        raise ReadingRefused("nothing_read")
    text, choices = encoded(round_id=round.pk, entry_id=sheet.entry_id, said=said, at=at)
    return Reading(text, choices, replaces=replaces)


def _becomes(sheet: PaperSheet, reading: Reading, *, by: str, at: datetime) -> None:
    assert sheet.returned_at is not None  # noqa: S101 - asked before, and promised by the database
    version = cast_paper(
        round_id=sheet.round_id,
        entry_id=sheet.entry_id,
        reading=reading,
        handed_in=sheet.returned_at,
        by=by,
        at=at,
    )
    sheet.state = State.SET_ASIDE if version.set_aside_reason else State.COUNTED
    sheet.version = version
    sheet.save(update_fields=["state", "version"])


def _log(round: Round, sheet: PaperSheet, *, by: str, at: datetime, position: int) -> None:
    """That somebody read it, never what."""
    events.record(
        what="sheet.read",
        about=f"round:{round.pk}",
        by=by,
        at=at,
        district=district_of(round.consultation),
        detail={"number": sheet.number, "position": position},
    )
