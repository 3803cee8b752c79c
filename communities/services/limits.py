"""How often one may guess a code, or write without signing in: counted in the cache.

Guesses are counted per voice, per address and for the whole portal. A voice is never locked out for good: the counters
fall away after a quarter of an hour, and its link is not counted with its typed code.
"""

from contextlib import suppress
from dataclasses import dataclass

from django.core.cache import cache

WINDOW_SECONDS = 15 * 60
MOST = {"voice": 10, "address": 60, "portal": 3000}
#: What one address may write in that time without signing in: an office's computer types for a queue of people.
MOST_WRITTEN = 20


@dataclass(frozen=True, slots=True)
class GuessLimit:
    """The counters that one wrong guess adds to; a wrong link is a guess against no voice."""

    address: str
    voice: str = ""

    def refuse_if_spent(self, refusal: Exception) -> None:
        """Raise the refusal when any of the counters is full."""
        counts = cache.get_many([key for key, _ in self._counters()])
        if any(counts.get(key, 0) >= most for key, most in self._counters()):
            raise refusal

    def spend(self) -> None:
        """Count one wrong guess."""
        for key, _ in self._counters():
            _count(key)

    def _counters(self) -> list[tuple[str, int]]:
        everywhere = [(f"guess:address:{self.address}", MOST["address"]), ("guess:portal", MOST["portal"])]
        return [*everywhere, (f"guess:voice:{self.voice}", MOST["voice"])] if self.voice else everywhere


@dataclass(frozen=True, slots=True)
class WriteLimit:
    """The counter of what an address writes without signing in; nobody can fill a page faster than it is read."""

    address: str

    def refuse_if_spent(self, refusal: Exception) -> None:
        """Raise the refusal when the counter is full."""
        if cache.get(self._key, 0) >= MOST_WRITTEN:
            raise refusal

    def spend(self) -> None:
        """Count one text."""
        _count(self._key)

    @property
    def _key(self) -> str:
        return f"write:address:{self.address}"


def _count(key: str) -> None:
    cache.add(key, 0, WINDOW_SECONDS)
    with suppress(ValueError):  # it fell away between the two
        cache.incr(key)
