"""Words to the committee for tests: written by a household, shown or hidden by the committee."""

from communities.models import RollEntry
from consultations.models import Question, Remark, Round
from consultations.services import remarking
from tests.world import CHAIR, RECORDER, World

WORD = "电梯请用静音型。"


def asked(round: Round, code: str = "C1.07") -> Question:
    """The question about an item; C1.07 is the community's."""
    return Question.objects.filter(round=round, code=code).order_by("number")[0]


def write(
    world: World,
    round: Round,
    entry: RollEntry | None = None,
    *,
    text: str = WORD,
    code: str = "C1.07",
    by_owner: bool = False,
) -> Remark:
    """The first household of the roll, or ``entry``, writes about an item."""
    entry = entry or world.entries(round)[0]
    return remarking.write(
        question_id=asked(round, code).pk,
        entry_id=entry.pk,
        text=text,
        by=f"voice:{entry.pk}",
        at=world.at,
        by_owner=by_owner,
    )


def take_back(world: World, remark: Remark) -> None:
    remarking.take_back(
        question_id=remark.question_id,
        entry_id=remark.entry_id,
        by_owner=remark.by_owner,
        by=remark.written_by,
        at=world.at,
    )


def show(world: World, remark: Remark, seen: str | None = None) -> Remark:
    mark = remark.mark if seen is None else seen
    return remarking.show(remark_id=remark.pk, seen=mark, by=RECORDER, at=world.at)


def hide(world: World, remark: Remark, reason: str = "insult") -> Remark:
    return remarking.hide(remark_id=remark.pk, seen=remark.mark, reason=reason, by=CHAIR, at=world.at)
