"""Paper in a vote, for tests: sheets issued, handed in and read by staff who are not there otherwise."""

from communities.models import DeclaredKin, RollEntry, Unit
from communities.services import kin
from consultations.domain.ballots import Answer, Choices
from consultations.domain.sheets import Entered, Fault
from consultations.models import PaperSheet, Round
from consultations.services import reading, reconciling, sheets
from consultations.services.casting import Said
from tests.world import CHAIR, WANT, World

#: Far beyond the numbers that accounts made by the tests get.
FIRST, SECOND, THIRD = "user:900021", "user:900022", "user:900023"


def issue(world: World, round: Round, *entries: RollEntry) -> list[PaperSheet]:
    """Sheets for these voices; the first reader gives them out."""
    return list(sheets.issue(round_id=round.pk, entry_ids=[e.pk for e in entries], by=FIRST, at=world.at))


def hand_in(world: World, sheet: PaperSheet) -> PaperSheet:
    return sheets.receive(sheet_id=sheet.pk, by=CHAIR, at=world.at)


def handed_in(world: World, round: Round, number: int = 0) -> PaperSheet:
    """The sheet of one voice, back."""
    (sheet,) = issue(world, round, world.entries(round)[number])
    return hand_in(world, sheet)


def read(
    world: World,
    sheet: PaperSheet,
    by: str,
    said: Answer = WANT,
    *,
    fault: Fault | None = None,
    replaces: bool = False,
    unclear: frozenset[int] = frozenset(),
) -> Entered:
    answers = {n: a for n, a in world.answers(sheet.round, sheet.entry, said).items() if n not in unclear}
    filled = Said({} if fault else answers, Choices(), unclear)
    return reading.read(sheet_id=sheet.pk, said=filled, fault=fault, replaces=replaces, by=by, at=world.at)


def enter(world: World, sheet: PaperSheet, said: Answer = WANT, **how: object) -> PaperSheet:
    """Two read the same."""
    for reader in (FIRST, SECOND):
        read(world, sheet, reader, said, **how)
    return PaperSheet.objects.get(pk=sheet.pk)


def entered(world: World, round: Round, number: int = 0, said: Answer = WANT, **how: object) -> PaperSheet:
    return enter(world, handed_in(world, round, number), said, **how)


def count_box(world: World, round: Round, in_box: int) -> object:
    return reconciling.count_box(round_id=round.pk, in_box=in_box, by=CHAIR, at=world.at)


def sign(world: World, round: Round, reason: str = "一张选票遗失") -> object:
    return reconciling.sign_reason(round_id=round.pk, reason=reason, by=CHAIR, at=world.at)


def declare(world: World, sheet: PaperSheet, by: str) -> DeclaredKin:
    """A worker is related to the voice of this sheet."""
    voice = sheet.entry
    unit = voice.unit or Unit.objects.filter(ownerships__owner=voice.owner_id).first()
    return kin.declare(unit_id=unit.pk, by=by, at=world.at)
