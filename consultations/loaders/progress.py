"""How far a voice has come in a round: nothing yet, a draft, or a ballot that stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from communities.models import RollEntry
from consultations.domain.ballots import OWNER_ELSEWHERE
from consultations.domain.filling import Filled, as_filled
from consultations.models import BallotDraft, BallotVersion, Round


@dataclass(frozen=True, slots=True)
class Progress:
    """The draft not yet confirmed, the version that stands, and the newest, which may have been set aside.

    ``held_back``: the version that stood at the close and was set aside in a dispute. ``others``: a ballot of the home
    stands that the other side cast (whoever lives there, or the owner). ``disputed``: co-owners who disagree.
    ``online_since``: when the first valid ballot was cast online.
    """

    draft: BallotDraft | None
    standing: BallotVersion | None
    newest: BallotVersion | None
    versions: int
    held_back: BallotVersion | None = None
    others: bool = False
    disputed: int = 0
    online_since: datetime | None = None

    @property
    def cast(self) -> BallotVersion | None:
        """What this side cast last, as far as it is in force: what stands, what is held back, or an owner's answer that
        is recorded beside the home's."""
        beside = self.newest if self.others and self.newest and by_owner(self.newest) else None
        return self.standing or self.held_back or beside

    @property
    def on_paper(self) -> bool:
        """Does a ballot stand that an online one no longer replaces?"""
        return self.standing is not None and self.standing.channel != "online"

    @property
    def replaced_online(self) -> bool:
        """Does paper stand that was marked as the replacement of an online ballot? Paper that came first is none."""
        return self.on_paper and self.online_since is not None and self.online_since < self.standing.cast_at  # type: ignore[union-attr]

    @property
    def came_first(self) -> bool:
        """Does paper stand that was handed in before an online ballot was cast?"""
        return self.on_paper and self.online_since is not None and not self.replaced_online

    @property
    def saved_at(self) -> datetime | None:
        return self.draft.saved_at if self.draft else None

    def filled(self, untouched: Callable[[], Filled]) -> Filled:
        """What the next page begins with: the draft, else what was cast, else an untouched ballot, made only then."""
        if self.draft is not None:
            return as_filled(self.draft.answers, self.draft.choices)
        return cast_as(self.cast) if self.cast else untouched()


def progress(round: Round, entry: RollEntry, *, of_owner: bool = False) -> Progress:
    """Two queries. ``of_owner``: of a home's owner who lives elsewhere; neither side sees what the other says."""
    unsettled = Q(ballot__disputes__isnull=False, ballot__disputes__settled_at__isnull=True)
    every = list(
        BallotVersion.objects.filter(ballot__round=round, ballot__entry=entry)
        .annotate(stands=F("stands_for"), held=F("held_back_of"), disputed=Count("ballot__disputes", filter=unsettled))
        .order_by("number")
    )
    versions = [version for version in every if by_owner(version) is of_owner]
    return Progress(
        draft=BallotDraft.objects.filter(round=round, entry=entry, by_owner=of_owner).first(),
        standing=next((version for version in versions if version.stands is not None), None),
        newest=versions[-1] if versions else None,
        versions=len(versions),
        held_back=next((version for version in versions if version.held is not None), None),
        others=any(version.stands is not None for version in every if by_owner(version) is not of_owner),
        disputed=versions[-1].disputed if versions else 0,
        online_since=next((v.cast_at for v in versions if v.channel == "online" and not v.set_aside_reason), None),
    )


def by_owner(version: BallotVersion) -> bool:
    """Did the home's owner cast it, who lives elsewhere?"""
    return version.tenure == OWNER_ELSEWHERE


def cast_as(version: BallotVersion) -> Filled:
    """A cast ballot as it was filled in."""
    return as_filled(version.answers, version.choices)
