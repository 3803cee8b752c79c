"""Communities at the desk, and what each still lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from communities import loaders as register
from communities.domain.eligibility import Obstacle, obstacles
from communities.models import Community
from consultations.domain.review import Office, Opinion, outstanding
from consultations.domain.stages import GATES, ONWARD, Missing, Stage, next_by_hand
from consultations.loaders import readiness
from consultations.loaders.settings import settings_on
from consultations.models import Consultation, Round


@dataclass(frozen=True, slots=True)
class Row:
    """A community in the list; without a consultation nothing has begun there."""

    community: Community
    consultation: Consultation | None


def rows(communities: Iterable[Community]) -> list[Row]:
    """Each community with its newest consultation, in two queries."""
    found = list(communities)
    newest = Consultation.objects.filter(community__in=found).newest_each()
    of = {consultation.community_id: consultation for consultation in newest}
    return [Row(community, of.get(community.pk)) for community in found]


def posts_in(user: Any) -> set[int]:
    """The communities in which somebody holds a post of their own, not through an office above."""
    return set(user.grants.standing().filter(community__isnull=False).values_list("community_id", flat=True))


def gate(consultation: Consultation, at: datetime) -> list[tuple[Missing, bool]]:
    """What the step forward asks for, in order, and whether it is done; nothing where there is no such step."""
    stage = Stage(consultation.stage)
    onward = ONWARD.get(stage)
    if onward is None:
        return []
    done = readiness.done(consultation, stage, at)
    return [(item, item in done) for item in GATES[stage, onward]]


def missing_count(consultation: Consultation, at: datetime) -> int:
    """How many things are still to be done before the next step."""
    return sum(not done for _, done in gate(consultation, at))


def ways_by_hand(consultation: Consultation, at: datetime) -> list[Stage]:
    """Where the committee may take the community by hand now, in the order of the stages; onward only when ready."""
    stage = Stage(consultation.stage)
    came_from = Stage(consultation.suspended_from) if consultation.suspended_from else None
    ways = next_by_hand(stage, came_from)
    if ONWARD.get(stage) in ways and missing_count(consultation, at):
        ways -= {ONWARD[stage]}
    return [stage for stage in Stage if stage in ways]


def stopped_at(consultation: Consultation) -> str:
    """Where the community stood before it took a side door; empty on the way."""
    if Stage(consultation.stage) not in (Stage.WITHDRAWN, Stage.REJECTED):
        return consultation.suspended_from or ""
    last = consultation.moves.order_by("-pk").first()
    return last.origin if last else ""


def last_return(consultation: Consultation) -> tuple[str, str] | None:
    """(decision, reason) of the officials where they sent the plan back or rejected it and nothing came after."""
    review = consultation.reviews.order_by("-submitted_at").first()
    if review is None or review.decision in (None, "approve"):
        return None
    moved_on = consultation.moves.filter(moved_at__gt=review.decided_at).exists()
    return None if moved_on else (review.decision, review.reason)


def running_round(consultation: Consultation) -> Round | None:
    """The round that is open or not yet counted."""
    found: Round | None = consultation.rounds.unfinished().order_by("-number").first()
    return found


def hindrances(consultation: Consultation, at: datetime) -> tuple[Obstacle, ...]:
    """Why the community is not eligible."""
    latest = settings_on(consultation, at)["latest_built_year"]
    return tuple(obstacles(register.condition(consultation.community), latest_year=latest))


def waiting_offices(consultation: Consultation, at: datetime) -> tuple[tuple[Office, ...], datetime | None]:
    """The offices the review waits for, and the day after which silence no longer holds it up."""
    review = consultation.reviews.order_by("-submitted_at").first()
    if review is None:
        return (), None
    given = {Office(office): Opinion(word) for office, word in review.opinions.values_list("office", "opinion")}
    return outstanding(given, silent_until=review.silent_until, at=at), review.silent_until
