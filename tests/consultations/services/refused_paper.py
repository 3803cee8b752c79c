"""Each refusal about paper: the stage, what is done before, the act."""

from collections.abc import Callable

from communities.domain.electorate import Title, Use
from communities.services.register import PersonRow, UnitRow
from consultations.domain.ballots import Choices
from consultations.domain.sheets import SpoiltWhy
from consultations.domain.stages import Stage
from consultations.models import PaperSheet, Round
from consultations.services import counting, reading, rounds, sheets
from consultations.services.casting import Said
from tests.consultations import papered
from tests.stages import newest
from tests.world import CHAIR, M2, MENU, NOT, START, World

S = Stage
DOORS = 201


def decision(world: World) -> Round:
    return newest(world, "decision")


def out(world: World) -> PaperSheet:
    round = decision(world)
    return papered.issue(world, round, world.entries(round)[0])[0]


def back(world: World) -> PaperSheet:
    return papered.hand_in(world, out(world))


def late(world: World) -> PaperSheet:
    sheet = out(world)
    world.at = sheet.round.closes_at
    return sheet


def spoilt(world: World) -> PaperSheet:
    sheet = out(world)
    sheets.take_out(sheet_id=sheet.pk, why=SpoiltWhy.LOST, again=False, by=CHAIR, at=world.at)
    return sheet


def read_once(world: World) -> PaperSheet:
    sheet = back(world)
    papered.read(world, sheet, papered.FIRST)
    return sheet


def differing(world: World) -> PaperSheet:
    sheet = back(world)
    papered.read(world, sheet, papered.SECOND)
    papered.read(world, sheet, papered.THIRD, NOT)
    return sheet


def entered(world: World) -> PaperSheet:
    return papered.enter(world, back(world))


def of_kin(world: World) -> PaperSheet:
    sheet = back(world)
    papered.declare(world, sheet, papered.FIRST)
    return sheet


def closed(before: Callable[[World], object]) -> Callable[[World], Round]:
    """Something, and then the close."""

    def prepare(world: World) -> Round:
        before(world)
        round = decision(world)
        world.at = round.closes_at
        rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)
        return round

    return prepare


def counted(world: World) -> PaperSheet:
    sheet = back(world)
    round = closed(lambda _: None)(world)
    papered.sign(world, round)
    counting.count_round(round_id=round.pk, by=CHAIR, at=world.at)
    return sheet


def complete(world: World) -> Round:
    round = closed(entered)(world)
    papered.count_box(world, round, 1)
    return round


def crowd(_: World) -> tuple[World, Round]:
    """A selection among more households than one person carries sheets for."""
    areas = [M2] * (DOORS - 1) + [950 * M2 - (DOORS - 1) * M2]
    rows = [
        UnitRow("9-1", f"9-1-{n}", 1, Use.DWELLING, area, Title.REGISTERED, persons=(PersonRow(f"人{n}", f"P-{n}"),))
        for n, area in enumerate(areas)
    ]
    world = World("crowd", rows=rows, at=START, menu=(MENU[0], MENU[-1]))
    return world, world.prepare().select()


def issue_to_all(world: World, round: Round) -> None:
    papered.issue(world, round, *world.entries(round))


def hand_in(world: World, sheet: PaperSheet) -> None:
    papered.hand_in(world, sheet)


def first_reads(world: World, sheet: PaperSheet) -> None:
    papered.read(world, sheet, papered.FIRST)


def reads_nothing(world: World, sheet: PaperSheet) -> None:
    reading.read(sheet_id=sheet.pk, said=Said({}, Choices()), by=papered.FIRST, at=world.at)


REFUSED = {
    ("PaperRefused", "not_issued_now"): (S.DECIDING, late, lambda w, sheet: issue_to_all(w, sheet.round)),
    ("PaperRefused", "everybody_has_one"): (
        S.DECIDING,
        out,
        lambda w, sheet: papered.issue(w, sheet.round, sheet.entry),
    ),
    ("PaperRefused", "too_many"): (S.DRAFT, crowd, lambda _, made: issue_to_all(*made)),
    ("PaperRefused", "too_late"): (S.DECIDING, late, hand_in),
    ("PaperRefused", "handed_in_already"): (S.DECIDING, back, hand_in),
    ("PaperRefused", "is_spoilt"): (S.DECIDING, spoilt, hand_in),
    ("ReadingRefused", "not_now"): (S.DECIDING, counted, first_reads),
    ("ReadingRefused", "not_returned"): (S.DECIDING, out, first_reads),
    ("ReadingRefused", "entered_already"): (S.DECIDING, entered, first_reads),
    ("ReadingRefused", "read_already"): (S.DECIDING, read_once, first_reads),
    ("ReadingRefused", "issuer_does_not_settle"): (S.DECIDING, differing, first_reads),
    ("ReadingRefused", "of_kin"): (S.DECIDING, of_kin, first_reads),
    ("ReadingRefused", "nothing_read"): (S.DECIDING, back, reads_nothing),
    ("ReconcilingRefused", "not_closed"): (S.DECIDING, entered, lambda w, sheet: papered.count_box(w, sheet.round, 1)),
    ("ReconcilingRefused", "no_sheets"): (
        S.DECIDING,
        closed(lambda _: None),
        lambda w, round: papered.count_box(w, round, 0),
    ),
    ("ReconcilingRefused", "adds_up"): (S.DECIDING, complete, papered.sign),
    ("ReconcilingRefused", "without_reason"): (S.DECIDING, closed(back), lambda w, round: papered.sign(w, round, " ")),
    ("CountRefused", "paper_open"): (
        S.DECIDING,
        closed(back),
        lambda w, round: counting.count_round(round_id=round.pk, by=CHAIR, at=w.at),
    ),
}
