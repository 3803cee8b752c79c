"""Corrections on real connections: two windows of one voice, two people at the desk."""

from datetime import timedelta

import pytest

from communities.models import RollCorrection
from communities.services.corrections import MOST_WAITING, CorrectionRefused, answer_correction, file_correction
from tests.renewal_portal.ledger.threads import together
from tests.residents import household_letter, owner_letter, says_wrong
from tests.world import CHAIR, RECORDER, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("letter_for", [household_letter, owner_letter])
def test_two_windows_do_not_pass_the_limit_together(letter_for) -> None:
    world = World()
    letters = [letter_for(world, "1-1-201").credential_id for _ in range(4)]

    def say(letter: int) -> str:
        try:
            file_correction(credential_id=letter, text="面积有误", at=world.at)
        except CorrectionRefused as refused:
            return refused.code
        return "filed"

    told = together(*[lambda letter=letter: say(letter) for letter in letters])

    assert sorted(told) == ["filed"] * MOST_WAITING + ["too_many"]
    assert RollCorrection.objects.count() == MOST_WAITING


def test_of_two_answers_at_the_same_moment_one_stands() -> None:
    world = World()
    correction, at = says_wrong(world), world.at + timedelta(hours=1)

    def answer(by: str, accepted: bool) -> str:
        try:
            answer_correction(correction_id=correction.pk, answer=by, accepted=accepted, by=by, at=at)
        except CorrectionRefused as refused:
            return refused.code
        return by

    told = together(lambda: answer(CHAIR, True), lambda: answer(RECORDER, False))

    kept = RollCorrection.objects.get()
    assert sorted(told) == sorted(["answered_already", kept.answered_by])
    assert (kept.answer, kept.accepted) == (kept.answered_by, kept.answered_by == CHAIR)
