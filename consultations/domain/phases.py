"""What a round is doing at a moment, seen by those who may answer it."""

from datetime import datetime
from enum import StrEnum

from consultations.domain.stages import Act, Stage, is_open


class Phase(StrEnum):
    """Only an open round takes ballots. ``over``: its time has ended and nothing is counted yet."""

    AHEAD = "ahead"
    OPEN = "open"
    RESTING = "resting"
    OVER = "over"
    COUNTED = "counted"
    ANNULLED = "annulled"


_ACT = {"selection": Act.SELECT, "decision": Act.DECIDE}


def phase(kind: str, state: str, *, opens_at: datetime, closes_at: datetime, stage: Stage, at: datetime) -> Phase:
    """The one answer to "may a ballot be cast now?": from ``opens_at`` until ``closes_at``, which is excluded.

    A round rests while its community stands at a stage that does not open its act, such as *suspended*; it gets that
    time back.
    """
    if state in ("counted", "annulled"):
        return Phase(state)
    if state == "closed":
        return Phase.OVER
    if not is_open(_ACT[kind], stage):
        return Phase.RESTING
    if at < opens_at:
        return Phase.AHEAD
    return Phase.OPEN if at < closes_at else Phase.OVER


def takes_paper(
    kind: str, state: str, *, opens_at: datetime, closes_at: datetime, stage: Stage, handed_in: datetime
) -> bool:
    """May a sheet that was handed in then be entered now? Also when the round is closed, until it is counted."""
    in_time = opens_at <= handed_in < closes_at
    return in_time and state in ("open", "closed") and is_open(_ACT[kind], stage)
