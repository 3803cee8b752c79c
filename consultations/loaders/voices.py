"""Where a letter stands in its community: its rounds, its own area."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from communities.models import Credential, RollEntry, RollVersion
from consultations.domain.phases import Phase
from consultations.loaders.rounds import VOICE_KIND, phase_of
from consultations.models import BallotDraft, BallotVersion, Consultation, Round


@dataclass(frozen=True, slots=True)
class Standing:
    """One round as a letter's holder sees it. Without ``entry`` the letter has no voice in it."""

    round: Round
    phase: Phase
    entry: RollEntry | None
    draft: BallotDraft | None
    ballot: BallotVersion | None

    @property
    def state(self) -> str:
        """In one word, for the page: other, draft, changed (cast, then changed and not confirmed), cast or none."""
        if self.entry is None:
            return "other"
        if self.draft is not None:
            return "changed" if self.ballot else "draft"
        return "cast" if self.ballot else "none"


def rounds_of(consultation: Consultation, credential: Credential, at: datetime) -> list[Standing]:
    """Every round of the consultation, the newest first: four queries, however many."""
    rounds = list(Round.objects.with_community().filter(consultation=consultation).order_by("-number"))
    entries = _entries(rounds, credential)
    mine = [entry.pk for entry in entries.values()]
    drafts = {draft.round_id: draft for draft in BallotDraft.objects.filter(round__in=rounds, entry__in=mine)}
    standing = BallotVersion.objects.that_stand().annotate(round_id=F("ballot__round_id"))
    ballots = {v.round_id: v for v in standing.filter(ballot__round__in=rounds, ballot__entry__in=mine)}
    return [
        Standing(
            round,
            phase_of(round, at),
            entries.get((round.roll_id, VOICE_KIND[round.kind])),
            drafts.get(round.pk),
            ballots.get(round.pk),
        )
        for round in rounds
    ]


def newest_entry(credential: Credential, community_id: int) -> RollEntry | None:
    """The letter's voice on the community's newest roll."""
    roll = RollVersion.objects.newest_of(community_id)
    return _voice(credential).filter(roll=roll).first() if roll else None


def _entries(rounds: list[Round], credential: Credential) -> dict[tuple[int, str], RollEntry]:
    rolls = {round.roll_id for round in rounds}
    return {(entry.roll_id, entry.kind): entry for entry in _voice(credential).filter(roll__in=rolls)}


def _voice(credential: Credential):  # type: ignore[no-untyped-def]
    return RollEntry.objects.of_voice(owner_id=credential.owner_id, unit_id=credential.unit_id)
