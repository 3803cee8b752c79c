"""How many have voted while a round is open: the one thing that may be known before the count."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from communities.domain.electorate import COMMUNITY
from communities.models import RollShare
from consultations.loaders.rounds import VOICE_KIND
from consultations.models import Round


@dataclass(frozen=True, slots=True)
class Turnout:
    """Voices with a standing ballot, of those on the roll; their areas in whole cm², for shares only."""

    heads: int = 0
    entitled_heads: int = 0
    area_cm2: int = 0
    entitled_area_cm2: int = 0


def turnouts(rounds: Collection[Round]) -> dict[int, Turnout]:
    """The turnout of each round by its id, in two queries whatever their number."""
    if not rounds:
        return {}
    pks = [round.pk for round in rounds]
    kinds = Q()
    for kind, voice in VOICE_KIND.items():
        kinds |= Q(entry__roll__rounds__kind=kind, entry__kind=voice)
    shares = RollShare.objects.filter(place__code=COMMUNITY)
    entitled = _sums(shares.filter(kinds, entry__roll__rounds__in=pks), "entry__roll__rounds")
    voted = shares.filter(entry__ballots__round__in=pks, entry__ballots__standing__isnull=False)
    came = _sums(voted, "entry__ballots__round")
    return {pk: _turnout(came.get(pk, (0, 0)), entitled.get(pk, (0, 0))) for pk in pks}


def turnout(round: Round) -> Turnout:
    """The turnout of one round."""
    return turnouts([round])[round.pk]


def _turnout(came: tuple[int, int], entitled: tuple[int, int]) -> Turnout:
    return Turnout(came[0], entitled[0], came[1], entitled[1])


def _sums(shares: "QuerySet[RollShare]", by: str) -> dict[int, tuple[int, int]]:
    rows = shares.values_list(by).annotate(heads=Count("pk"), area=Sum("area_cm2")).order_by(by)
    return {pk: (heads, area) for pk, heads, area in rows}
