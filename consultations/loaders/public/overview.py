"""Everything a community's page tells, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from communities import loaders as register
from communities.domain.electorate import Use
from communities.domain.eligibility import Obstacle, obstacles
from communities.models import Place, Unit
from consultations.domain.phases import Phase
from consultations.domain.stages import NEEDS_REASON, Stage
from consultations.loaders.public.turnout import Turnout, turnout
from consultations.loaders.rounds import phase_of
from consultations.loaders.settings import settings_on
from consultations.loaders.sittings import announced
from consultations.models import (
    Consultation,
    Meeting,
    MenuVersion,
    Notice,
    Plan,
    Review,
    Round,
    Sitting,
    StageMove,
    WorksReport,
)

#: A round that people should know of before anything else on the page.
CALLING = (Phase.OPEN, Phase.RESTING, Phase.AHEAD, Phase.OVER)


@dataclass(frozen=True, slots=True)
class Overview:
    """One consultation as anyone may see it; lists are newest first."""

    consultation: Consultation
    rounds: Sequence[Round]
    round: Round | None
    phase: Phase | None
    turnout: Turnout | None
    menu: MenuVersion | None
    meetings: Sequence[Meeting]
    called: Sequence[Sitting]
    plans: Sequence[Plan]
    notices: Sequence[Notice]
    moves: Sequence[StageMove]
    reports: Sequence[WorksReport]
    review: Review | None

    @property
    def setback(self) -> StageMove | None:
        """The last step, if it led back or aside; its reason is public."""
        last = self.moves[0] if self.moves else None
        return last if last and (Stage(last.origin), Stage(last.target)) in NEEDS_REASON else None

    def running_notice(self, at: datetime) -> Notice | None:
        """The notice whose period for objections runs now."""
        return next((notice for notice in self.notices if notice.posted_at <= at < notice.ends_at), None)


@dataclass(frozen=True, slots=True)
class Facts:
    """The community in figures, and what stands against its renovation, if anything does."""

    buildings: int
    stairwells: int
    households: int
    obstacles: tuple[Obstacle, ...]


def overview(consultation: Consultation, at: datetime) -> Overview:
    """The consultation's page."""
    rounds = list(consultation.rounds.with_community().order_by("-number"))
    running = next((round for round in rounds if phase_of(round, at) in CALLING), None)
    phase = phase_of(running, at) if running else None
    return Overview(
        consultation=consultation,
        rounds=rounds,
        round=running,
        phase=phase,
        turnout=turnout(running) if running and phase is not Phase.AHEAD else None,
        menu=consultation.menus.annotate(line_count=Count("lines")).newest_offered(),
        meetings=list(
            consultation.meetings.order_by("-number").select_related("sitting").prefetch_related("resolutions__adopts")
        ),
        called=announced(consultation),
        plans=list(consultation.plans.order_by("-number")),
        notices=list(consultation.notices.with_open_objections().select_related("round", "plan").order_by("-pk")),
        moves=list(consultation.moves.order_by("-pk")),
        reports=list(consultation.reports.order_by("-pk")),
        review=consultation.reviews.order_by("-pk").first(),
    )


def facts(consultation: Consultation, at: datetime) -> Facts:
    """The community in figures, in four queries."""
    community = consultation.community
    places = dict(Place.objects.filter(community=community).values_list("kind").annotate(Count("pk")).order_by("kind"))
    latest = settings_on(consultation, at)["latest_built_year"]
    return Facts(
        buildings=places.get("building", 0),
        stairwells=places.get("stairwell", 0),
        households=Unit.objects.of(community.pk).filter(use=Use.DWELLING).count(),
        obstacles=obstacles(register.condition(community), latest_year=latest),
    )
