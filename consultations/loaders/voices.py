"""Where a letter stands in its community: its rounds, its own area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q

from communities.access import is_represented
from communities.models import Credential, RollEntry, RollVersion
from consultations.domain.phases import Phase
from consultations.loaders.homes import Home, homes_in
from consultations.loaders.rounds import VOICE_KIND, phase_of
from consultations.models import BallotDraft, BallotVersion, Consultation, Round


@dataclass(frozen=True, slots=True)
class Standing:
    """One round as a letter's holder sees it. Without ``entry`` the letter has no voice in it.

    ``represented``: a co-owner's letter, whose representative casts. ``homes``: those an owner may answer for in a
    selection. ``disputed`` and ``held_back`` are annotated to the ballot.
    """

    round: Round
    phase: Phase
    entry: RollEntry | None
    draft: BallotDraft | None
    ballot: Any  # a BallotVersion with what is annotated, or None
    represented: bool = False
    homes: Sequence[Home] = ()

    @property
    def state(self) -> str:
        """In one word, for the page: other, represented, held_back, draft, changed (cast, then changed and not
        confirmed), cast or none."""
        if self.entry is None:
            return "other"
        if self.represented:
            return "represented"
        if self.ballot is not None and self.ballot.held_back is not None:
            return "held_back"
        if self.draft is not None:
            return "changed" if self.ballot else "draft"
        return "cast" if self.ballot else "none"


def rounds_of(consultation: Consultation, credential: Credential, at: datetime) -> list[Standing]:
    """Every round of the consultation, the newest first: four queries, however many, and for owners those of their
    homes."""
    rounds = list(
        Round.objects.with_community().select_related("roll").filter(consultation=consultation).order_by("-number")
    )
    entries = _entries(rounds, credential)
    mine = [entry.pk for entry in entries.values()]
    own = BallotDraft.objects.filter(round__in=rounds, entry__in=mine, by_owner=False)
    drafts = {draft.round_id: draft for draft in own}
    ballots, represented = _ballots(rounds, mine), is_represented(credential)
    homes = {} if represented else homes_in(rounds, credential)
    return [
        Standing(
            round,
            phase_of(round, at),
            entries.get((round.roll_id, VOICE_KIND[round.kind])),
            drafts.get(round.pk),
            ballots.get(round.pk),
            represented,
            homes.get(round.pk, ()),
        )
        for round in rounds
    ]


def newest_entry(credential: Credential, community_id: int) -> RollEntry | None:
    """The letter's voice on the community's newest roll."""
    roll = RollVersion.objects.newest_of(community_id)
    return _voice(credential).filter(roll=roll).select_related("roll").first() if roll else None


def _ballots(rounds: Sequence[Round], entries: Sequence[int]) -> Mapping[int, BallotVersion]:
    """The ballots in force by their round, each with how many co-owners dispute it and whether it is held back."""
    unsettled = Q(ballot__disputes__isnull=False, ballot__disputes__settled_at__isnull=True)
    found = (
        BallotVersion.objects.in_force()
        .cast_from_home()
        .filter(ballot__round__in=rounds, ballot__entry__in=entries)
        .annotate(
            round_id=F("ballot__round_id"),
            held_back=F("held_back_of"),
            disputed=Count("ballot__disputes", filter=unsettled),
        )
    )
    return {version.round_id: version for version in found}


def _entries(rounds: list[Round], credential: Credential) -> dict[tuple[int, str], RollEntry]:
    rolls = {round.roll_id for round in rounds}
    return {(entry.roll_id, entry.kind): entry for entry in _voice(credential).filter(roll__in=rolls)}


def _voice(credential: Credential):  # type: ignore[no-untyped-def]
    return RollEntry.objects.of_voice(owner_id=credential.owner_id, unit_id=credential.unit_id)
