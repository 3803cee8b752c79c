"""Reminders at the desk: how many a vote waits for, how they can be reached, which doors need a visit."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.domain.reminding import REMIND, Channel, Group
from consultations.loaders.reminding import Waiting, waiting
from consultations.models import Reminder, Round
from renewal_portal.ledger.models import Job


@dataclass(frozen=True, slots=True)
class Reach:
    """One group in figures, and the job that reminds it: the newest, if there was one."""

    group: Group
    voices: int
    by_email: int
    by_sms: int
    only_by_letter: int
    job: Job | None

    @property
    def under_way(self) -> bool:
        return self.job is not None and self.job.state in ("queued", "running")

    @property
    def reached(self) -> int:
        """How many a message can be sent to."""
        return self.voices - self.only_by_letter


def reaches(round: Round) -> list[Reach]:
    """Both groups."""
    voices = waiting(round)
    return [_reach(round, group, [each for each in voices if each.group is group]) for group in Group]


def doors(round: Round) -> list[Waiting]:
    """The voices no message reaches, from door to door."""
    return [each for each in waiting(round) if each.needs_a_visit]


def visited_last(round: Round) -> Reminder | None:
    """The newest reminder that was brought to a door."""
    return Reminder.objects.filter(round=round, channel=Channel.LETTER).order_by("-sent_at").first()


def _reach(round: Round, group: Group, voices: Sequence[Waiting]) -> Reach:
    jobs = Job.objects.filter(kind=REMIND, subject=f"round:{round.pk}", args__group=group.value)
    return Reach(
        group=group,
        voices=len(voices),
        by_email=sum(1 for each in voices if Channel.EMAIL in each.ways),
        by_sms=sum(1 for each in voices if Channel.SMS in each.ways),
        only_by_letter=sum(1 for each in voices if not each.ways),
        job=jobs.order_by("-pk").first(),
    )
