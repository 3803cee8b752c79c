"""An attack on what is public, with the posted roll in hand.

The roll with names and areas hangs on the notice board before a vote. Whoever has it knows which sums of areas belong
to which sets of owners; an exact area total in a public file would give away who voted how. The test plays that
neighbour.
"""

import json
from fractions import Fraction
from itertools import combinations

import pytest

from communities.models import RollShare
from consultations.models import Round
from consultations.services.exporting import export_public
from tests.world import NONE, NOT, WANT, World

ANSWERS = (WANT, WANT, NOT, WANT, NONE, WANT, NOT, WANT, WANT)


@pytest.fixture
def round(db) -> Round:
    """A decision in which neighbours disagree."""
    world = World().consulting()
    round = world.decide()
    for entry, answer in zip(world.entries(round), ANSWERS, strict=True):
        world.cast(round, entry, answer)
    return world.close_and_count(round)


def numbers_in(value: object) -> set[int]:
    """Every whole number anywhere in a public file."""
    if isinstance(value, bool) or value is None:
        return set()
    if isinstance(value, int):
        return {value}
    if isinstance(value, dict):
        return set().union(*(numbers_in(item) for item in value.values()), set())
    if isinstance(value, list):
        return set().union(*(numbers_in(item) for item in value), set())
    return set()


def posted_areas(round: Round, place: str) -> list[int]:
    shares = RollShare.objects.filter(entry__roll=round.roll, entry__kind="owner", place__code=place)
    return list(shares.values_list("area_cm2", flat=True))


def fitting_sets(areas: list[int], heads: int, percent: str, of_area: int) -> list[tuple[int, ...]]:
    """The sets of owners that fit what is published: so many heads, and an area that shows as this percentage."""
    low = Fraction(percent) / 100 * of_area
    high = low + Fraction(of_area, 1000)
    return [chosen for chosen in combinations(range(len(areas)), heads) if low <= sum(areas[i] for i in chosen) < high]


def test_no_area_of_anybody_and_no_sum_of_areas_is_in_the_public_file(round):
    public = numbers_in(export_public(round_id=round.pk))

    for place in ("community", "1", "1-1", "1-2"):
        areas = posted_areas(round, place)
        sums = {sum(chosen) for size in range(1, len(areas) + 1) for chosen in combinations(areas, size)}
        assert public & sums == set()


def test_the_public_file_holds_no_voice_no_serial_and_no_nonce(round):
    text = json.dumps(export_public(round_id=round.pk))

    for ballot in round.ballots.select_related("standing"):
        assert ballot.standing.serial not in text
        assert bytes(ballot.standing.nonce).hex() not in text
    assert '"voice"' not in text
    assert "areas" not in text


def test_where_neighbours_disagree_the_percentages_do_not_tell_who_they_are(round):
    """Equal flats keep each other's secret; every voter has a double with the other answer that fits as well."""
    public = export_public(round_id=round.pk)
    lamp = next(question for question in public["questions"] if question["code"] == "C1.07")
    areas = posted_areas(round, "community")
    total = sum(areas)

    sets = fitting_sets(areas, lamp["heads"]["agree"], lamp["percent"]["agree_area"], total)

    flats = [i for i, area in enumerate(areas) if areas.count(area) > 1]
    for flat in flats:
        assert any(flat in chosen for chosen in sets)
        assert any(flat not in chosen for chosen in sets)
    assert len(sets) > 10


def test_by_channel_only_the_rounds_sum_is_public(round):
    public = export_public(round_id=round.pk)

    assert public["labels"] == {"channel": {"online": 9}, "strength": {"letter": 9}}
    assert all("split" not in question for question in public["questions"])
