"""A round's ballot paper, and what concerns one voice."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery

from communities.models import RollEntry, RollShare
from consultations.domain.ballots import OWNER_ELSEWHERE
from consultations.loaders.rounds import VOICE_KIND
from consultations.models import Ballot, BallotVersion, Question, Round


@dataclass(frozen=True, slots=True)
class Paper:
    """The places of the questions in order, the options by question number, choice groups as sets of numbers."""

    places: tuple[str, ...]
    options: Mapping[int, frozenset[str]]
    groups: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of the round's own roll: the codes of the places where it has an area, and who lives in a household."""

    places: frozenset[str]
    tenure: str | None


@dataclass(frozen=True, slots=True)
class Cast:
    """A version cast before: is it in force (it stands, or is held back in a dispute), and is it a home's owner's?"""

    channel: str
    in_force: bool
    by_owner: bool


def round_and_voice(round_id: int, entry_id: int) -> tuple[Round, Voice | None]:
    """A round and one voice in it, read at once; no voice where the entry is of another roll or of the other kind."""
    entry = RollEntry.objects.filter(pk=entry_id, roll_id=OuterRef("roll_id"))
    shares = RollShare.objects.filter(entry_id=entry_id, entry__roll_id=OuterRef("roll_id"))
    rounds = Round.objects.with_community().annotate(
        voice_kind=Subquery(entry.values("kind")),
        voice_tenure=Subquery(entry.values("tenure")),
        voice_places=ArraySubquery(shares.values("place__code")),
    )
    round = rounds.get(pk=round_id)
    if round.voice_kind != VOICE_KIND[round.kind]:
        return round, None
    return round, Voice(frozenset(round.voice_places), round.voice_tenure)


def cast_before(ballot: Ballot) -> list[Cast]:
    """The versions of a ballot in their order."""
    versions = BallotVersion.objects.filter(ballot=ballot).order_by("number")
    rows = versions.values_list("channel", "tenure", "stands_for", "held_back_of")
    return [
        Cast(channel, stands is not None or held_back is not None, tenure == OWNER_ELSEWHERE)
        for channel, tenure, stands, held_back in rows
    ]


def paper(round: Round) -> Paper:
    """The frozen ballot paper of a round. Only a selection has choice groups: an owners' vote is on each question."""
    return _paper(round.pk, round.kind)


@lru_cache(maxsize=64)
def _paper(round_id: int, kind: str) -> Paper:
    """Read once a process: a trigger insists that no question of a round ever changes."""
    rows = list(
        Question.objects.filter(round=round_id)
        .order_by("number")
        .values_list("number", "place__code", "options", "offered__choice_group")
    )
    groups: dict[str, set[int]] = defaultdict(set)
    for number, _, _, group in rows:
        if group and kind == "selection":
            groups[group].add(number)
    return Paper(
        tuple(place for _, place, _, _ in rows),
        {number: frozenset(options) for number, _, options, _ in rows if options},
        tuple(frozenset(numbers) for _, numbers in sorted(groups.items())),
    )
