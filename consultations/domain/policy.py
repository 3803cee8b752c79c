"""Policy thresholds beside the law (handbook 2.8): how many must be willing, and at which stage that is asked.

The law has no such figure; a district sets it with its source and its day, and none is asked for until it does. It is
asked of the homes at the end of the selection, and of a meeting once more when the final plan is drawn: a community was
stopped elsewhere because nobody had asked again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from consultations.domain.rules import Threshold


class Ask(StrEnum):
    """What is asked: do enough homes want anything at all; shall the plan that is drawn go on?"""

    WILLING = "willing"
    GO_ON = "go_on"


@dataclass(frozen=True, slots=True)
class Policy:
    """A district's line. ``of_answers``: measured on those who answered or came, not on all who could."""

    line: Threshold
    of_answers: bool

    def met(self, part: int, answered: int, entitled: int) -> bool:
        """Are so many enough? Nobody at all is never enough."""
        whole = self.whole(answered, entitled)
        return whole > 0 and self.line.met(part, whole)

    def whole(self, answered: int, entitled: int) -> int:
        """The number the line is measured on."""
        return answered if self.of_answers else entitled


def policy(ask: Ask, settings: Mapping[str, int]) -> Policy | None:
    """The line a district has set for it, None where it asks for none."""
    percent = settings[f"{ask}_percent"]
    if not percent:
        return None
    line = Threshold(Fraction(percent, 100), strict=bool(settings[f"{ask}_strict"]), article="handbook 2.8")
    return Policy(line, of_answers=bool(settings[f"{ask}_of_answers"]))
