"""The public interface: read only, the same facts as the pages. Described at ``/api/schema/``."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import translation
from drf_spectacular.utils import OpenApiParameter, extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from consultations.access import newest_consultation, plan_of, round_of
from consultations.domain.stages import Stage
from consultations.filters import ConsultationFilter
from consultations.loaders.public import communities, menu
from consultations.loaders.public.turnout import Turnout, turnouts
from consultations.models import Consultation, Notice, Objection, OfferedItem, Plan, PlanLine, Question, Round
from consultations.serializers import (
    CommunitySerializer,
    ConsultationSerializer,
    OfferedItemSerializer,
    PlanDetailSerializer,
    RoundDetailSerializer,
)
from renewal_portal.ledger.clock import now

SEARCH = [
    OpenApiParameter("name", str, description="Words that all occur in its name or address."),
    OpenApiParameter("district", str, description="Code of a district."),
    OpenApiParameter("subdistrict", str, description="Code of a sub-district, inside the district if one is given."),
    OpenApiParameter("stage", str, enum=[str(stage) for stage in Stage], description="Where its consultation stands."),
]
SLUG = OpenApiParameter("slug", str, OpenApiParameter.PATH, description="The community, as addresses name it.")
NUMBER = OpenApiParameter("number", int, OpenApiParameter.PATH, description="Its number in the consultation, from 1.")


class Description(SpectacularJSONAPIView):
    """This description. It is for programmers and in English, whoever asks."""

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with translation.override("en"):
            described: Response = super().get(request, *args, **kwargs)
        return described


class WithTurnout:
    """Hands the turnout of the rounds that are told on to their serializers."""

    turnouts: Mapping[int, Turnout] = {}

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "turnouts": self.turnouts}  # type: ignore[misc]


@extend_schema(parameters=SEARCH)
class Communities(ListAPIView[Consultation]):
    """All communities with a consultation, those with an open vote first; searched as on the first page."""

    serializer_class = CommunitySerializer
    filterset_class = ConsultationFilter
    queryset = Consultation.objects.none()

    def get_queryset(self) -> QuerySet[Consultation]:
        return communities.listed(now())


@extend_schema(parameters=[SLUG])
class OneConsultation(WithTurnout, RetrieveAPIView[Consultation]):
    """A community's newest consultation: money, method, rounds, plans, notices."""

    serializer_class = ConsultationSerializer
    queryset = Consultation.objects.none()

    def get_object(self) -> Consultation:
        found = newest_consultation(self.kwargs["slug"])
        notices = Notice.objects.order_by("posted_at", "pk").select_related("round", "plan")
        objections = Prefetch("objections", Objection.objects.order_by("pk"))
        prefetch_related_objects(
            [found],
            Prefetch("rounds", Round.objects.with_community().order_by("number")),
            Prefetch("plans", Plan.objects.order_by("number")),
            Prefetch("notices", notices.prefetch_related(objections)),
        )
        self.turnouts = turnouts(list(found.rounds.all()))
        return found


@extend_schema(parameters=[SLUG])
class Menu(ListAPIView[OfferedItem]):
    """The menu offered last, line by line in its published order; empty before the first offer."""

    serializer_class = OfferedItemSerializer
    filter_backends: list[Any] = []
    queryset = OfferedItem.objects.none()

    def get_queryset(self) -> QuerySet[OfferedItem]:
        offered = menu.offered(newest_consultation(self.kwargs["slug"]))
        lines: QuerySet[OfferedItem] = offered.lines.in_order() if offered else super().get_queryset()
        return lines


@extend_schema(parameters=[SLUG, NUMBER])
class OneRound(WithTurnout, RetrieveAPIView[Round]):
    """A round of the newest consultation with its questions and its turnout."""

    serializer_class = RoundDetailSerializer
    queryset = Round.objects.none()

    def get_object(self) -> Round:
        found = round_of(self.kwargs["slug"], self.kwargs["number"])
        asked = Question.objects.order_by("number").select_related("place")
        prefetch_related_objects([found], Prefetch("questions", asked))
        self.turnouts = turnouts([found])
        return found


@extend_schema(parameters=[SLUG, NUMBER])
class OnePlan(RetrieveAPIView[Plan]):
    """A plan of the newest consultation with every line and its reason."""

    serializer_class = PlanDetailSerializer
    queryset = Plan.objects.none()

    def get_object(self) -> Plan:
        found = plan_of(self.kwargs["slug"], self.kwargs["number"])
        lines = PlanLine.objects.order_by("position").select_related("offered__place")
        prefetch_related_objects([found], Prefetch("lines", lines))
        return found
