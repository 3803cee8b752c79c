"""What the list of communities can be searched by; the page and the public interface share it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from communities.models import Community, District, Subdistrict
from consultations.models import Consultation, Review
from renewal_portal.shown.stages import GROUPS, ON_THE_WAY, WORDS
from renewal_portal.shown.words import in_language

NAMES = ("name_zh", "name_en", "address_zh", "address_en")


def stages() -> list[tuple[Any, Any]]:
    """The stages in their five groups, and the side doors."""
    groups = [(name, [(stage.value, WORDS[stage][0]) for stage in members]) for _icon, name, members in GROUPS]
    aside = [(stage.value, words[0]) for stage, words in WORDS.items() if stage not in ON_THE_WAY]
    return [*groups, (_("Stopped"), aside)]


def districts() -> list[tuple[str, str]]:
    """Every district by its code."""
    return [(district.code, in_language(district)) for district in District.objects.order_by("code")]


def subdistricts(district: str) -> list[tuple[str, str]]:
    """The sub-districts of a district, of all where none is chosen."""
    found = Subdistrict.objects.order_by("code")
    return [(row.code, in_language(row)) for row in (found.filter(district__code=district) if district else found)]


def by_words(queryset: "QuerySet[Any]", value: str, community: str) -> "QuerySet[Any]":
    """Every word has to occur in the community's name or address, in whichever language."""
    for word in value.split()[:5]:
        anywhere = Q()
        for field in NAMES:
            anywhere |= Q(**{f"{community}{field}__icontains": word})
        queryset = queryset.filter(anywhere)
    return queryset


class CommunityFilter(FilterSet):
    """Communities by name or address."""

    name = CharFilter(method="by_name", label=_("Name or address"))

    class Meta:
        model = Community
        fields = ["name"]

    def by_name(self, queryset: "QuerySet[Community]", name: str, value: str) -> "QuerySet[Community]":
        return by_words(queryset, value, "")


class ReviewFilter(FilterSet):
    """Reviews by community, and by whether they are decided."""

    name = CharFilter(method="by_name", label=_("Name or address"))
    state = ChoiceFilter(
        method="by_state",
        choices=[("open", _("To be decided")), ("decided", _("Decided"))],
        label=_("State"),
        empty_label=_("All"),
    )

    class Meta:
        model = Review
        fields = ["name", "state"]

    def by_name(self, queryset: "QuerySet[Review]", name: str, value: str) -> "QuerySet[Review]":
        return by_words(queryset, value, "consultation__community__")

    def by_state(self, queryset: "QuerySet[Review]", name: str, value: str) -> "QuerySet[Review]":
        return queryset.filter(decided_at__isnull=value == "open")


class ConsultationFilter(FilterSet):
    """By name or address, office and stage."""

    name = CharFilter(method="by_name", label=_("Name or address"))
    district = ChoiceFilter(
        field_name="community__subdistrict__district__code",
        choices=districts,
        label=_("District"),
        empty_label=_("All districts"),
    )
    subdistrict = ChoiceFilter(
        field_name="community__subdistrict__code",
        choices=(),
        label=_("Sub-district"),
        empty_label=_("All sub-districts"),
    )
    stage = ChoiceFilter(choices=stages, label=_("Stage"), empty_label=_("All stages"))

    class Meta:
        model = Consultation
        fields = ["name", "district", "subdistrict", "stage"]

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        district = (data or {}).get("district", "")
        self.filters["subdistrict"].extra["choices"] = lambda: subdistricts(district)

    def by_name(self, queryset: "QuerySet[Consultation]", name: str, value: str) -> "QuerySet[Consultation]":
        return by_words(queryset, value, "community__")
