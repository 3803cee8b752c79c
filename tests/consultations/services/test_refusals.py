"""Every refusal of the services is met once, and leaves nothing half-saved."""

import pytest

from tests.consultations.services import (
    refused_consulting,
    refused_funding,
    refused_offering,
    refused_paper,
    refused_sitting,
    refused_voting,
)
from tests.refusals import raised_in, refusal
from tests.stages import standing_at

TABLE = (
    refused_paper.REFUSED
    | refused_offering.REFUSED
    | refused_voting.REFUSED
    | refused_consulting.REFUSED
    | refused_sitting.REFUSED
    | refused_funding.REFUSED
)
#: Chosen by a rule of the domain, so that the code does not stand beside the class.
COMPUTED = {
    ("StageRefused", "reason_missing"),
    ("StageRefused", "not_ready"),
    ("ReviewRefused", "reason_missing"),
    ("ReviewRefused", "offices_outstanding"),
    ("CountRefused", "not_closed"),
    ("CountRefused", "annulled"),
}


@pytest.mark.parametrize("named", TABLE, ids=".".join)
def test_a_refusal_says_its_code_and_leaves_nothing_behind(db, named):
    stage, prepare, act = TABLE[named]
    world = standing_at(stage)
    made = None if prepare is None else prepare(world)

    assert refusal(lambda: act(world) if prepare is None else act(world, made)) == named


def test_every_refusal_in_the_sources_is_met():
    assert raised_in(["consultations/services"]) | COMPUTED | FAULTS == set(TABLE)


#: Faults of ballots a voter can cause; the others belong to stored and imported ballots (tests of the domain).
FAULTS = {named for named in TABLE if named[0] == "BallotFault"}
