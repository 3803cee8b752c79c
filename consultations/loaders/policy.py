"""How many are willing, before the line a district has set beside the law."""

from dataclasses import dataclass
from datetime import datetime

from consultations.domain.ballots import Answer
from consultations.domain.plan.values import PlanKind
from consultations.domain.policy import Ask, Policy, policy
from consultations.loaders.columns import round_columns
from consultations.loaders.settings import settings_on
from consultations.models import Consultation, Plan, Resolution, Round


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of those who answered, of those who could; what is asked for, None where nothing is."""

    part: int
    answered: int
    entitled: int
    asked: Policy | None

    @property
    def met(self) -> bool:
        return self.asked is None or self.asked.met(self.part, self.answered, self.entitled)

    @property
    def whole(self) -> int:
        """The number the line is measured on."""
        return self.asked.whole(self.answered, self.entitled) if self.asked else self.entitled


def willing(consultation: Consultation, at: datetime) -> Figure | None:
    """Homes that want at least one item, by the counted selection; None while it is not counted."""
    asked = policy(Ask.WILLING, settings_on(consultation, at))
    newest: Round | None = consultation.rounds.newest("selection")
    if newest is None or newest.state != "counted":
        return None
    if asked is None:
        return Figure(0, 0, 0, None)
    answers = round_columns(newest).votes.answers
    households = newest.roll.entries.filter(kind="household").count()
    return Figure(sum(Answer.AGREE in text for text in answers), len(answers), households, asked)


def going_on(consultation: Consultation, at: datetime) -> Figure | None:
    """Hands for going on with the newest final plan, at the last meeting that was asked; None where none was."""
    asked = policy(Ask.GO_ON, settings_on(consultation, at))
    if asked is None:
        return Figure(0, 0, 0, None)
    final: Plan | None = consultation.plans.newest(PlanKind.FINAL)
    said: Resolution | None = (
        Resolution.objects.filter(adopts=final).select_related("meeting").order_by("-meeting__held_at", "-pk").first()
        if final
        else None
    )
    return Figure(said.in_favour, said.meeting.present, said.meeting.entitled, asked) if said else None
