"""May a ballot be cast now? One answer for every state, stage and moment."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from consultations.domain.phases import Phase, phase
from consultations.domain.stages import Stage

OPENS = datetime(2026, 3, 2, 1, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=10)
MOMENT = timedelta(microseconds=1)
OWN_STAGE = {"selection": Stage.SELECTING, "decision": Stage.DECIDING}
MOMENTS = [  # what it shows, when, phase
    ("before it opens", OPENS - MOMENT, Phase.AHEAD),
    ("at the moment it opens", OPENS, Phase.OPEN),
    ("a moment before it closes", CLOSES - MOMENT, Phase.OPEN),
    ("at the moment it closes", CLOSES, Phase.OVER),
    ("long after", CLOSES + timedelta(days=400), Phase.OVER),
]
TIMES = [at for _, at, _ in MOMENTS]


def seen(kind: str, state: str, stage: Stage, at: datetime) -> Phase:
    return phase(kind, state, opens_at=OPENS, closes_at=CLOSES, stage=stage, at=at)


@pytest.mark.parametrize("kind", OWN_STAGE)
@pytest.mark.parametrize("what, at, expected", MOMENTS, ids=[case[0] for case in MOMENTS])
def test_an_open_round_takes_ballots_from_its_beginning_until_its_end_which_is_excluded(kind, what, at, expected):
    assert seen(kind, "open", OWN_STAGE[kind], at) is expected


@pytest.mark.parametrize("kind", OWN_STAGE)
def test_an_open_round_rests_at_every_stage_but_its_own(kind):
    others = set(Stage) - {OWN_STAGE[kind]}

    assert {seen(kind, "open", stage, at) for stage, at in product(others, TIMES)} == {Phase.RESTING}


@pytest.mark.parametrize(
    "state, expected", [("closed", Phase.OVER), ("counted", Phase.COUNTED), ("annulled", Phase.ANNULLED)]
)
def test_a_round_that_is_not_open_is_what_its_state_says_at_every_stage_and_moment(state, expected):
    assert {seen(kind, state, stage, at) for kind, stage, at in product(OWN_STAGE, Stage, TIMES)} == {expected}
