"""How far a voice has come in a round: nothing yet, a draft, or a ballot that stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from communities.models import RollEntry
from consultations.domain.ballots import SAYABLE, Answers, Choices, decode_choices
from consultations.domain.filling import Filled
from consultations.models import BallotDraft, BallotVersion, Round


@dataclass(frozen=True, slots=True)
class Progress:
    """The draft not yet confirmed, the version that stands, and the newest, which may have been set aside."""

    draft: BallotDraft | None
    standing: BallotVersion | None
    newest: BallotVersion | None
    versions: int

    @property
    def on_paper(self) -> bool:
        """Does a ballot stand that an online one no longer replaces?"""
        return self.standing is not None and self.standing.channel != "online"

    @property
    def saved_at(self) -> datetime | None:
        return self.draft.saved_at if self.draft else None

    def filled(self, untouched: Filled) -> Filled:
        """What the next page begins with: the draft, else what was cast, else an untouched ballot."""
        if self.draft is not None:
            return _filled(self.draft.answers, self.draft.choices)
        return cast_as(self.standing) if self.standing else untouched


def progress(round: Round, entry: RollEntry) -> Progress:
    """Two queries."""
    versions = list(
        BallotVersion.objects.filter(ballot__round=round, ballot__entry=entry)
        .annotate(stands=F("stands_for"))
        .order_by("number")
    )
    return Progress(
        draft=BallotDraft.objects.filter(round=round, entry=entry).first(),
        standing=next((version for version in versions if version.stands is not None), None),
        newest=versions[-1] if versions else None,
        versions=len(versions),
    )


def cast_as(version: BallotVersion) -> Filled:
    """A cast ballot as it was filled in."""
    return _filled(version.answers, version.choices)


def _filled(answers: Answers, choices: str) -> Filled:
    said = {number: answer for number, answer in answers.items() if answer in SAYABLE}
    return Filled(said, decode_choices(choices) if choices else Choices())
