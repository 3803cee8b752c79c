"""What comes next by itself: the moments a demonstration may want to jump to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from communities.models import Community
from consultations.models import Notice, Review, Round


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that begins or ends at a moment: "selection ends", "decision begins", "notice ends" …"""

    at: datetime
    what: str
    community: Community


def coming(now: datetime) -> list[Coming]:
    """Everything ahead of the moment ``now``, the nearest first."""
    return sorted((*_rounds(now), *_notices(now), *_reviews(now)), key=lambda each: (each.at, each.community.slug))


def _rounds(now: datetime) -> Iterator[Coming]:
    running = Round.objects.filter(state="open", closes_at__gt=now).exclude(consultation__stage="suspended")
    for round in running.with_community():
        community = round.consultation.community
        if round.opens_at > now:
            yield Coming(round.opens_at, f"{round.kind} begins", community)
        yield Coming(round.closes_at, f"{round.kind} ends", community)


def _notices(now: datetime) -> Iterator[Coming]:
    running = Notice.objects.running(now).select_related("consultation__community")
    for notice in running:
        yield Coming(notice.ends_at, f"{notice.kind} notice ends", notice.consultation.community)


def _reviews(now: datetime) -> Iterator[Coming]:
    waiting = Review.objects.undecided().filter(silent_until__gt=now)
    for review in waiting.select_related("consultation__community"):
        yield Coming(review.silent_until, "silence ends", review.consultation.community)
