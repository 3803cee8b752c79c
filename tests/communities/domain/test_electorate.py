"""Who is a voice, and how much of each place is theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communities.domain.electorate import (
    DEVELOPERS,
    Part,
    PartWithoutOwner,
    Tenure,
    Title,
    Use,
    VoiceKind,
    household_voices,
    owner_voices,
    places_of,
    totals,
)
from menus.domain.places import ancestors

DWELLING, SHOP, PARKING = Use.DWELLING, Use.SHOP, Use.PARKING


def part(
    number: int,
    owner: int | None,
    place: str,
    area: int = 100,
    use: Use = DWELLING,
    title: Title = Title.REGISTERED,
    tenure: Tenure = Tenure.OWNER_OCCUPIED,
) -> Part:
    return Part(number, owner, place, area, use, title, tenure)


def owners(*parts: Part, parking_counts: bool = False) -> dict[int | None, dict[str, int]]:
    """Area by owner and place."""
    return {voice.subject: dict(voice.areas) for voice in owner_voices(parts, parking_counts=parking_counts)}


PLACES = [("community", ("community",)), ("3", ("community", "3")), ("3-2", ("community", "3", "3-2"))]


@pytest.mark.parametrize("place, around", PLACES)
def test_a_place_lies_in_every_place_around_it(place, around):
    assert places_of(place) == around == (*ancestors(place), place)


OWNERS = [  # what it shows, parts, owner → place → area
    ("one part is one head", [part(1, 7, "1-1")], {7: {"community": 100, "1": 100, "1-1": 100}}),
    (
        "two parts of one owner are one head and their areas are added",
        [part(1, 7, "1-1", 100), part(2, 7, "1-1", 80)],
        {7: {"community": 180, "1": 180, "1-1": 180}},
    ),
    (
        "an owner in three stairwells is one head in each place",
        [part(1, 7, "1-1", 1), part(2, 7, "1-2", 20), part(3, 7, "2-1", 300)],
        {7: {"community": 321, "1": 21, "1-1": 1, "1-2": 20, "2": 300, "2-1": 300}},
    ),
    (
        "a shop on the street belongs to the community alone",
        [part(1, 7, "community", 60, SHOP)],
        {7: {"community": 60}},
    ),
    (
        "a buyer in possession whose title is pending is an owner",
        [part(1, 7, "1", title=Title.PENDING)],
        {7: {"community": 100, "1": 100}},
    ),
    (
        "what is unsold and what is not handed over is one head together, whoever bought it",
        [part(1, None, "1", 10, title=Title.UNSOLD), part(2, 7, "2", 20, title=Title.UNDELIVERED)],
        {None: {"community": 30, "1": 10, "2": 20}},
    ),
    (
        "the developer's head comes last",
        [part(1, None, "1", title=Title.UNSOLD), part(2, 9, "1"), part(3, 7, "1")],
        {7: {"community": 100, "1": 100}, 9: {"community": 100, "1": 100}, None: {"community": 100, "1": 100}},
    ),
    (
        "who lets his flat is its owner all the same",
        [part(1, 7, "1", tenure=Tenure.LET)],
        {7: {"community": 100, "1": 100}},
    ),
    ("parking does not count", [part(1, 7, "1", use=PARKING), part(2, 8, "1", 90)], {8: {"community": 90, "1": 90}}),
    ("nobody", [], {}),
]


@pytest.mark.parametrize("what, parts, expected", OWNERS, ids=[case[0] for case in OWNERS])
def test_owner_voices(what, parts, expected):
    assert list(owners(*parts).items()) == list(expected.items())


def test_where_the_district_says_so_registered_parking_counts():
    parts = [part(1, 7, "1-1"), part(2, 7, "community", 12, PARKING), part(3, 9, "community", 12, PARKING)]

    assert owners(*parts, parking_counts=True) == {
        7: {"community": 112, "1": 100, "1-1": 100},
        9: {"community": 12},
    }


def test_a_sold_part_without_an_owner_is_named():
    nobodys = part(2, None, "1")

    with pytest.raises(PartWithoutOwner, match=r"^part 2 has no owner$") as refused:
        owner_voices([part(1, 7, "1"), nobodys])

    assert refused.value.part == nobodys


def test_parking_that_does_not_count_needs_no_owner():
    assert owners(part(1, None, "1", use=PARKING)) == {}


def test_owners_are_voices_without_a_tenure():
    (voice,) = owner_voices([part(1, 7, "1")])

    assert (voice.kind, voice.subject, voice.tenure) == (VoiceKind.OWNER, 7, None)


def test_every_dwelling_in_somebodys_hands_is_a_household_with_the_tenure_of_who_lives_there():
    parts = [
        part(4, 7, "1-1", 80, tenure=Tenure.LET),
        part(1, 7, "1-1", 90),
        part(2, 8, "1", 50, SHOP),
        part(3, 8, "1", 10, PARKING),
        part(5, None, "1-1", title=Title.UNSOLD),
        part(6, 9, "1-1", title=Title.UNDELIVERED),
        part(7, 9, "2", 70, title=Title.PENDING, tenure=Tenure.VACANT),
    ]

    voices = household_voices(parts)

    assert [(voice.kind, voice.subject, voice.tenure, dict(voice.areas)) for voice in voices] == [
        (VoiceKind.HOUSEHOLD, 1, Tenure.OWNER_OCCUPIED, {"community": 90, "1": 90, "1-1": 90}),
        (VoiceKind.HOUSEHOLD, 4, Tenure.LET, {"community": 80, "1": 80, "1-1": 80}),
        (VoiceKind.HOUSEHOLD, 7, Tenure.VACANT, {"community": 70, "2": 70}),
    ]


def test_totals_are_the_heads_and_the_area_of_every_place():
    parts = [part(1, 7, "1-1", 30), part(2, 7, "1-2", 20), part(3, 8, "1-2", 50), part(4, 8, "community", 5, SHOP)]

    assert totals(owner_voices(parts)) == {"1": (2, 100), "1-1": (1, 30), "1-2": (2, 70), "community": (2, 105)}


def test_nobody_has_no_totals():
    assert totals([]) == {}


PARTS = st.lists(
    st.builds(
        part,
        number=st.integers(1, 99),
        owner=st.integers(1, 4),
        place=st.sampled_from(["community", "1", "1-1", "1-2", "2-1"]),
        area=st.integers(1, 10**7),
        use=st.sampled_from(Use),
        title=st.sampled_from(Title),
    ),
    max_size=12,
)


@given(PARTS)
def test_the_heads_of_a_place_are_the_union_of_those_of_the_places_in_it(parts):
    """An owner is counted once however many parts; sums of heads over stairwells would count some twice."""
    held = [each for each in parts if each.use is not PARKING]

    for place, (heads, area) in totals(owner_voices(parts)).items():
        inside = [each for each in held if place in places_of(each.place)]
        assert heads == len({None if each.title in DEVELOPERS else each.owner for each in inside})
        assert area == sum(each.area_cm2 for each in inside)


@given(PARTS, st.randoms(), st.booleans())
def test_order_of_the_register_never_matters(parts, random, parking_counts):
    shuffled = list(parts)
    random.shuffle(shuffled)

    assert owners(*shuffled, parking_counts=parking_counts) == owners(*parts, parking_counts=parking_counts)


@given(PARTS, st.integers(1, 4), st.integers(1, 4))
def test_a_sale_moves_heads_and_never_area(parts, seller, buyer):
    sold = [
        each if each.owner != seller else part(each.id, buyer, each.place, each.area_cm2, each.use, each.title)
        for each in parts
    ]

    before, after = totals(owner_voices(parts)), totals(owner_voices(sold))

    assert {place: area for place, (_, area) in after.items()} == {place: area for place, (_, area) in before.items()}
    assert [place for place in before if after[place][0] > before[place][0]] == []


@given(PARTS)
def test_households_are_as_many_as_dwellings_and_never_more_area_than_the_owners(parts):
    parts = [part(n, p.owner, p.place, p.area_cm2, p.use, p.title) for n, p in enumerate(parts)]
    held, homes = totals(owner_voices(parts)), totals(household_voices(parts))

    assert sum(p.use is DWELLING and p.title not in DEVELOPERS for p in parts) == homes.get("community", (0, 0))[0]
    assert [place for place, (_, area) in homes.items() if area > held[place][1]] == []
