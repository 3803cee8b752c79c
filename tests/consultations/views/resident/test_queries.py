"""The pages of a ballot ask the database as often for sixty questions as for one."""

from collections.abc import Callable, Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations.models import Round
from tests.residents import Line, Voter, deciding, selecting, whole_menu
from tests.world import World

pytestmark = pytest.mark.django_db

PACKAGE = ("M6.01", "community", 1_000, 0)
STAIRS = ("C3.03", "1-1", 1_000, 18_000_00)
THREE = (("C1.07", "community", 4_000, 4_000_00), STAIRS, PACKAGE)
Builder = Callable[..., tuple[World, Round]]
#: Looking and sending, the letter and the demo's clock included; what is sent takes locks and reads after them.
LOOKING = {"my": 14, "ballot": 12, "ballot_confirm": 12, "receipt": 6}
SENDING = {"send": 23, "choose": 20, "cast": 9}


def asked(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def pages(voter: Voter) -> dict[str, int]:
    """Queries by page, of a ballot with one answer; of the receipt after casting."""
    number = voter.number("M6.01")
    counts = {"send": asked(lambda: voter.send({number: "+"}))}
    counts["choose"] = asked(lambda: voter.send({number: "-"}, htmx=True))
    for name in ("my", "ballot", "ballot_confirm"):
        voter.page(name)
        counts[name] = asked(lambda name=name: voter.page(name))  # type: ignore[misc]
    seen = voter.seen()
    counts["cast"] = asked(lambda: voter.client.post(voter.url("ballot_confirm"), {"seen": seen}))
    voter.page("receipt")
    counts["receipt"] = asked(lambda: voter.page("receipt"))
    return counts


@pytest.mark.parametrize(
    ("build", "more"),
    [
        (selecting, {"ballot": 13, "choose": 21}),  # the household's words to the committee; its door, for the head
        # an earlier vote and its homes; whether a co-owner asks; what the district asks for
        (deciding, {"my": 16, "send": 24, "choose": 21, "receipt": 7, "cast": 11}),
    ],
    ids=["selection", "decision"],
)
def test_the_number_of_questions_does_not_matter(build: Builder, more: dict[str, int]) -> None:
    def counted(menu: Sequence[Line], slug: str) -> dict[str, int]:
        world, round = build(menu, slug=slug)
        return pages(Voter(world, round))

    one, three = counted((PACKAGE,), "one"), counted(THREE, "three")
    many = counted(whole_menu(), "many")

    assert one == three == many
    assert one == LOOKING | SENDING | more
