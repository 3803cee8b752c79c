"""The management package: what residents wish of it becomes one question for the owners (handbook 2.5, M6.01)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Package:
    """Mode, services by code, and the charge of an average household in fen a month.

    ``if_built``: services that come only with works the money may not reach; their charge is not in the sum.
    """

    mode: str
    services: tuple[str, ...]
    if_built: tuple[str, ...]
    monthly_fen: int


def leading_mode(votes: Mapping[str, int], options: Sequence[str]) -> str:
    """The mode most households chose; the published order of the options breaks a tie and decides where none voted.

    Raises ValueError when there are no options.
    """
    if not options:
        raise ValueError("a package needs at least one mode")
    return max(options, key=lambda code: (votes.get(code, 0), -options.index(code)))


def compose(mode: str, services: Iterable[tuple[str, int]], if_built: Iterable[str] = ()) -> Package:
    """The package from the services that are in: (code, fen a month for an average household), and the others."""
    chosen = sorted(services)
    return Package(mode, tuple(code for code, _ in chosen), tuple(sorted(if_built)), sum(fen for _, fen in chosen))
