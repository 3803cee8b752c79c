"""Homes an owner may answer for in a selection: let or empty ones, where nobody living there answers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communities.loaders import homes_elsewhere
from communities.models import Credential, RollEntry
from consultations.domain.ballots import OWNER_ELSEWHERE
from consultations.models import BallotDraft, BallotVersion, Round


@dataclass(frozen=True, slots=True)
class Home:
    """One home in one selection, as its owner sees it. ``state``: none, draft, cast, beside (recorded, and somebody who
    lives there has answered) or answered (by somebody who lives there, and the owner has not)."""

    entry: RollEntry
    state: str


def homes_in(rounds: Sequence[Round], credential: Credential) -> Mapping[int, Sequence[Home]]:
    """The homes of a letter's owner by selection. Nothing is asked of the database for a household's letter."""
    if credential.owner_id is None:
        return {}
    found: dict[int, Sequence[Home]] = {}
    for round in rounds:
        if round.kind == "selection":
            found[round.pk] = _homes(round, credential)
    return found


def own_voice(round: Round, credential: Credential) -> int:
    """The entry of the letter's owner on the round's roll: who acts, where an owner answers for another's home."""
    own = RollEntry.objects.filter(roll=round.roll_id).of_voice(owner_id=credential.owner_id, unit_id=None)
    return int(own.values_list("pk", flat=True).get())


def _homes(round: Round, credential: Credential) -> Sequence[Home]:
    entries = list(homes_elsewhere(credential, round.roll).select_related("unit__place").order_by("unit__door"))
    if not entries:
        return ()
    drafts = BallotDraft.objects.filter(round=round, entry__in=entries, by_owner=True)
    begun = set(drafts.values_list("entry", flat=True))
    cast: dict[int, set[tuple[bool, bool]]] = defaultdict(set)
    versions = BallotVersion.objects.filter(ballot__round=round, ballot__entry__in=entries)
    for entry, tenure, stands in versions.values_list("ballot__entry", "tenure", "stands_for"):
        cast[entry].add((tenure == OWNER_ELSEWHERE, stands is not None))
    return [Home(entry, _state(entry, begun, cast[entry.pk])) for entry in entries]


def _state(entry: RollEntry, begun: set[int], cast: set[tuple[bool, bool]]) -> str:
    if entry.pk in begun:
        return "draft"
    if (True, True) in cast:
        return "cast"
    if (True, False) in cast:
        return "beside"
    return "answered" if (False, True) in cast else "none"
