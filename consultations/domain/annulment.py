"""On what a vote may be set aside: a resolution that was carried, or a ruling from outside. Never on a wish alone."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a court or an authority decided, as others find it: who, under which number, on which day."""

    court: str
    number: str
    decided_on: date

    def is_complete(self, today: date) -> bool:
        """Can it be looked up, and has it been made?"""
        return bool(self.court.strip() and self.number.strip()) and self.decided_on <= today
