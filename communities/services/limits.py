"""How often one may guess: counted per voice, per address and for the whole portal, in the cache.

A voice is never locked out for good: the counters fall away after a quarter of an hour, and its link is not counted
with its typed code.
"""

from contextlib import suppress
from dataclasses import dataclass

from django.core.cache import cache

WINDOW_SECONDS = 15 * 60
MOST = {"voice": 10, "address": 60, "portal": 3000}


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
            cache.add(key, 0, WINDOW_SECONDS)
            with suppress(ValueError):  # it fell away between the two
                cache.incr(key)

    def _counters(self) -> list[tuple[str, int]]:
        everywhere = [(f"guess:address:{self.address}", MOST["address"]), ("guess:portal", MOST["portal"])]
        return [*everywhere, (f"guess:voice:{self.voice}", MOST["voice"])] if self.voice else everywhere
