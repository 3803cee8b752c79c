"""What the choices so far add up to."""

from dataclasses import dataclass

from consultations.domain.filling import Filled
from consultations.loaders.paper import Sheet


@dataclass(frozen=True, slots=True)
class Sums:
    """For the community (once), and for this voice (once, and every month)."""

    total_fen: int
    share_fen: int
    charge_fen: int
    answered: int
    asked: int


def sums(sheet: Sheet, filled: Filled) -> Sums:
    """Costs of the wanted lines. The services of a management package are charged through the package."""
    wanted = [line for line in sheet.lines if line.number in filled.wanted]
    return Sums(
        total_fen=sum(line.question.cost_fen for line in wanted),
        share_fen=sum(line.share_fen or 0 for line in wanted),
        charge_fen=sum(line.charge_fen or 0 for line in wanted),
        answered=sum(1 for line in sheet.lines if line.number in filled.answers),
        asked=len(sheet.lines),
    )
