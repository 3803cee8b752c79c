"""Every refusal in the sources has a sentence, and every sentence can be made from what the refusal carries."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from consultations import sentences
from consultations.domain.ballots import BallotFault
from consultations.domain.review import Office
from consultations.domain.stages import Missing, Stage
from consultations.services.casting import BallotRefused
from consultations.services.moving import StageRefused
from consultations.services.offering import MenuRefused
from consultations.services.reviewing import ReviewRefused
from menus.domain.catalogue import LineageKey
from menus.domain.problems import Problem, ProblemCode

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [*(ROOT / "consultations").rglob("*.py"), *(ROOT / "communities").rglob("*.py")]
#: Raised with a code that a domain function chose, or met by no person.
COMPUTED = {
    ("StageRefused", "no_such_way"),
    ("StageRefused", "reason_missing"),
    ("StageRefused", "not_ready"),
    ("ReviewRefused", "reason_missing"),
    ("ReviewRefused", "offices_outstanding"),
    ("CountRefused", "not_closed"),
    ("CountRefused", "annulled"),
    ("PictureRefused", "too_many_pixels"),
    ("PictureRefused", "locked"),
}
RAISED = re.compile(r"\b(\w+Refused)\(\s*\"(\w+)\"")


def _raised() -> set[tuple[str, str]]:
    return {found for path in SOURCES for found in RAISED.findall(path.read_text())}


def _faults() -> set[str]:
    return {code for path in SOURCES for code in re.findall(r"BallotFault\(\"(\w+)\"", path.read_text())}


def test_every_refusal_has_a_sentence() -> None:
    assert _raised() - set(sentences.SENTENCES) == set()


def test_no_sentence_stands_for_nothing() -> None:
    assert set(sentences.SENTENCES) - _raised() - COMPUTED == set()


def test_every_fault_of_a_ballot_has_a_sentence() -> None:
    assert _faults() | {"missing", "not_asked"} == set(sentences.FAULTS)


def test_everything_missing_and_every_office_has_words() -> None:
    assert set(sentences.MISSING) == set(Missing)
    assert set(sentences.OFFICES) == set(Office)


@pytest.mark.parametrize(
    "refused, said",
    [
        (BallotFault("choice_group", 4), "change question 4."),
        (StageRefused("not_now", stage=Stage.DRAFT), "the community stands at “Preparing”."),
        (
            StageRefused("not_ready", stage=Stage.DRAFT, to=Stage.SELECTING, missing=(Missing.ROLL, Missing.BUDGET)),
            "missing: The roll of voices is fixed.; The budget is announced.",
        ),
        (MenuRefused("price_outside_range", item="C1.07", low_fen=100, high_fen=20050), "¥1 to ¥200.50."),
        (ReviewRefused("offices_outstanding", offices=(Office.FIRE, Office.FINANCE)), "Fire protection; Finance."),
        (
            BallotRefused(
                "not_open",
                opens_at=datetime(2026, 3, 2, 1, tzinfo=UTC),
                closes_at=datetime(2026, 3, 12, 1, tzinfo=UTC),
            ),
            "open from Monday 2 March 2026, 09:00 to Thursday 12 March 2026, 09:00.",
        ),
        (
            MenuRefused("menu_problem", problem=Problem(ProblemCode.CYCLE, (LineageKey("C1.01", "community"),))),
            "in a ring: C1.01.",
        ),
    ],
)
def test_values_are_said_as_people_read_them(refused: Exception, said: str) -> None:
    with translation.override("en"):
        assert said in sentences.of_refused(refused)  # type: ignore[arg-type]
