"""What a benchmark says: its figure, its yardstick measured in the same run, and their ratio."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Figure:
    """``amount`` units of work took ``seconds``; the yardstick did the same amount in ``yardstick_seconds``."""

    name: str
    what: str
    yardstick: str
    amount: int
    unit: str
    seconds: float
    yardstick_seconds: float
    aim: str
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.seconds / self.yardstick_seconds

    def plain(self) -> dict[str, object]:
        rates = {
            "rate_per_second": round(self.amount / self.seconds, 1),
            "yardstick_rate_per_second": round(self.amount / self.yardstick_seconds, 1),
            "ratio": round(self.ratio, 3),
        }
        return asdict(self) | rates

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.what}\n"
            f"  {self.amount:,} {self.unit} in {self.seconds:.3f} s = {self.amount / self.seconds:,.0f}/s\n"
            f"  yardstick, {self.yardstick}: {self.yardstick_seconds:.3f} s"
            f" = {self.amount / self.yardstick_seconds:,.0f}/s\n"
            f"  ratio {self.ratio:.2f} (aim: {self.aim}){'  ' + self.note if self.note else ''}"
        )


def timed(work: Callable[[], Result], *, times: int = 1) -> tuple[float, Result]:
    """The best of ``times`` runs in seconds, and the last result."""
    best = float("inf")
    for _ in range(times):
        begun = perf_counter()
        result = work()
        best = min(best, perf_counter() - begun)
    return best, result
