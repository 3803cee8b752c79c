"""How often one may guess a code, have one sent, or write without signing in: counted in the cache.

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

DAY_SECONDS = 24 * 3600
#: Codes sent to telephones in a day: to one voice's, and for whoever asks from one address.
MOST_SENT = {"voice": 3, "address": 30}
#: Tries at one such code.
MOST_TRIES = 5


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


@dataclass(frozen=True, slots=True)
class SendLimit:
    """The counters of codes sent to telephones. Counted before one is sent: requests side by side cannot pass."""

    address: str
    voice: str

    def spend_or_refuse(self, refusal: Exception) -> None:
        """Count one code; raise the refusal where that is one too many."""
        counted = [_count(key, DAY_SECONDS) > most for key, most in self._counters()]
        if any(counted):
            raise refusal

    def give_back(self) -> None:
        """The code could not be sent."""
        for key, _ in self._counters():
            with suppress(ValueError):
                cache.decr(key)

    def _counters(self) -> list[tuple[str, int]]:
        return [
            (f"sent:voice:{self.voice}", MOST_SENT["voice"]),
            (f"sent:address:{self.address}", MOST_SENT["address"]),
        ]


def tries_left(code: str, seconds: int) -> bool:
    """Count one try at the code of this name; is it still one of those it has?"""
    return _count(f"tries:{code}", seconds) <= MOST_TRIES


def _count(key: str, seconds: int = WINDOW_SECONDS) -> int:
    cache.add(key, 0, seconds)
    with suppress(ValueError):  # it fell away between the two
        return int(cache.incr(key))
    return 0
