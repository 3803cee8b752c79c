"""Real elections of the Pabulib archive give their official winners.

They are others' data and lie beside the project, not in it: in the folder ../shared/elections.
"""

import json
from pathlib import Path

import pytest

from consultations.domain.plan.election.equal_shares import Completion, by_equal_shares
from consultations.domain.plan.election.pabulib import read
from consultations.domain.plan.election.support import by_support
from consultations.domain.plan.election.values import Election, Selected
from consultations.domain.plan.election.welfare import by_welfare

FOLDER = Path(__file__).resolve().parents[5].parent / "shared" / "elections"
EXPECTED = FOLDER / "expected.json"
FILES = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.exists() else {}

pytestmark = pytest.mark.skipif(not FILES, reason=f"real elections are not tested: there is no {EXPECTED}")


def having(*names: str) -> list[str]:
    """The files for which one of these results is known."""
    return [file for file, known in FILES.items() if any(name in known for name in names)]


def winners(made: Election, selected: Selected) -> list[str]:
    return sorted(made.projects[project].name for project in selected.projects)


def election(file: str) -> Election:
    return read((FOLDER / file).read_bytes())


def test_all_known_results_are_here():
    counts = {name: len(having(name)) for name in ("greedy_winners", "equal_shares_winners", "official_winners")}

    assert counts == {"greedy_winners": 40, "equal_shares_winners": 82, "official_winners": 2}


@pytest.mark.parametrize("file", having("greedy_winners"))
def test_support_gives_the_official_winners(file):
    made, known = election(file), FILES[file]
    stops = known["rule"] == "greedy-no-skip"

    selected = by_support(made, threshold=int(known["threshold"]), stop_at_misfit=stops)

    assert winners(made, selected) == sorted(known["greedy_winners"])


@pytest.mark.parametrize("file", having("equal_shares_winners"))
def test_equal_shares_give_the_winners_that_two_programs_found(file):
    made = election(file)

    assert winners(made, by_equal_shares(made)) == sorted(FILES[file]["equal_shares_winners"])


@pytest.mark.parametrize("file", having("official_winners", "equal_shares_add1_winners"))
def test_equal_shares_that_grow_give_the_official_winners(file):
    made, known = election(file), FILES[file]

    selected = by_equal_shares(made, completion=Completion.ADD1)

    assert winners(made, selected) == sorted(known.get("official_winners") or known["equal_shares_add1_winners"])


@pytest.mark.parametrize("file", list(FILES))
def test_welfare_has_no_fewer_votes_than_any_other_method(file):
    made = election(file)
    scores = made.scores()
    plans = [by_welfare(made), by_support(made), by_equal_shares(made)]

    votes = [sum(scores[project] for project in plan.projects) for plan in plans]

    assert max(votes) == votes[0]
    assert max(made.cost(plan.projects) for plan in plans) <= made.budget
