"""What officials look up: communities as the survey describes them, and how far each consultation is."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from consultations.admin.scope import OfCommunities
from consultations.domain.stages import Stage
from consultations.filters import CommunityFilter, ConsultationFilter
from consultations.loaders import offices as loader
from consultations.models import Consultation, StageMove
from consultations.titles import BATCHES
from renewal_portal.ledger.clock import now
from renewal_portal.shown.numbers import area, yuan
from renewal_portal.shown.stages import WORDS
from renewal_portal.shown.times import day, moment
from renewal_portal.shown.words import in_language


@admin.register(Consultation)
class Consultations(OfCommunities):
    """Where every community of the own offices stands."""

    name = _("Consultations")
    lead = _("Where every community stands, and the way it has come.")
    empty = _("No consultation has begun so far.")
    icon = "meeting"
    order = 3
    filters = ConsultationFilter
    columns = (_("Community"), _("Sub-district"), _("Stage"), _("Begun"), (_("Budget"), "number"))

    def scoped(self, request: HttpRequest) -> "QuerySet[Consultation]":
        return loader.consultations(self.communities(request))

    def cells(self, row: Consultation, at: datetime) -> list[Any]:
        return [
            self.way_to(row, in_language(row.community)),
            in_language(row.community.subdistrict),
            WORDS[Stage(row.stage)][0],
            day(row.begun_at),
            yuan(row.budget_fen) if row.budget_fen else "–",
        ]

    def title_of(self, row: Consultation) -> Any:
        return in_language(row.community)

    def facts(self, row: Consultation, at: datetime) -> list[tuple[Any, Any]]:
        return [
            (_("Stage"), WORDS[Stage(row.stage)][0]),
            (_("Programme"), BATCHES[row.batch]),
            (_("Budget"), yuan(row.budget_fen) if row.budget_fen else translate("not announced yet")),
            (_("Begun"), moment(row.begun_at)),
        ]

    def row_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        slug = row.community.slug
        return self.shown(
            request,
            "consultation",
            row,
            over=in_language(row.community.subdistrict),
            facts=self.facts(row, now()),
            moves=[_step(move) for move in loader.moves(row)],
            ways=[
                (translate("See the public page"), reverse("community", args=[slug])),
                (translate("See the committee's desk"), reverse("desk_community", args=[slug])),
            ],
        )


@admin.register(Community)
class Communities(OfCommunities):
    """The compounds under the own offices, as the survey describes them."""

    name = _("Communities")
    lead = _("What the survey says of every community.")
    empty = _("No community has been entered so far.")
    icon = "building"
    order = 4
    filters = CommunityFilter
    columns = (_("Community"), _("Sub-district"), (_("Built"), "number"), (_("Area"), "number"))

    def scoped(self, request: HttpRequest) -> "QuerySet[Community]":
        return self.communities(request).order_by("subdistrict__code", "slug")

    def cells(self, row: Community, at: datetime) -> list[Any]:
        return [self.way_to(row, in_language(row)), in_language(row.subdistrict), row.built_year, area(row.area_cm2)]

    def title_of(self, row: Community) -> Any:
        return in_language(row)

    def facts(self, row: Community, at: datetime) -> list[tuple[Any, Any]]:
        offices = row.subdistrict
        return [
            (_("Sub-district"), in_language(offices)),
            (_("District"), in_language(offices.district)),
            (_("Address"), in_language(row, "address") or "–"),
            (_("Committee's telephone"), row.committee_phone),
            (_("Built"), row.built_year),
            (_("Area of all parts"), area(row.area_cm2)),
            (_("Poor upkeep"), _yes(row.poor_upkeep)),
            (_("Poor facilities"), _yes(row.poor_facilities)),
            (_("Strong wish of the residents"), _yes(row.strong_wish)),
            (_("In a demolition plan"), _yes(row.in_demolition_plan)),
            (_("Has a property service"), _yes(row.has_property_service)),
        ]


def _yes(value: bool) -> str:
    return translate("yes") if value else translate("no")


def _step(move: StageMove) -> tuple[str, str, str]:
    """When, where to, why."""
    return moment(move.moved_at), str(WORDS[Stage(move.target)][0]), move.reason
