"""One community's way through the services. Each step is taken on a day of the way, at a past moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from communities.models import Community
from consultations.demo.voices import Paper, paper
from consultations.models import Consultation, Round

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass
class Calendar:
    """Days of the way and the dates they fall on: day ``stands`` is today."""

    today: date
    stands: int

    def at(self, day: int, hour: float = 10) -> datetime:
        """A day of the way at an hour, Chongqing time."""
        midnight = datetime.combine(self.today + timedelta(days=day - self.stands), time(), tzinfo=SHANGHAI)
        return midnight + timedelta(hours=hour)


@dataclass
class Way:
    """The community that goes, what its data say, who signs, and when."""

    data: Mapping[str, Any]
    calendar: Calendar
    signatures: Mapping[str, str]
    community: Community
    consultation: Consultation = field(init=False)
    papers: dict[int, Paper] = field(default_factory=dict)

    @property
    def pk(self) -> int:
        return self.consultation.pk

    @cached_property
    def chair(self) -> str:
        return self.signatures[self.data.get("chair", "chair-small")]

    @cached_property
    def recorder(self) -> str:
        return self.signatures["recorder"]

    @cached_property
    def volunteer(self) -> str:
        return self.signatures["volunteer"]

    @cached_property
    def official(self) -> str:
        return self.signatures["district"]

    def round(self, kind: str) -> Round:
        """The newest round of a kind."""
        found: Round = self.consultation.rounds.select_related("consultation__community").newest(kind)
        return found

    def paper(self, kind: str) -> Paper:
        """The newest round of a kind as its voters see it, kept while it is being voted on."""
        round = self.round(kind)
        if round.pk not in self.papers:
            self.papers[round.pk] = paper(round, self.data.get("leanings", {}))
        return self.papers[round.pk]
