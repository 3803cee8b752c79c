"""Changshiyuan: what is known of the real one, and the figures of the handbook, section 1.4."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db.models import Count, Sum

from communities.domain.electorate import Tenure, Title, Use
from communities.models import Community, Owner, Person, Place, RollShare, Unit
from consultations.demo import files
from consultations.domain.stages import Stage
from consultations.models import Ballot, BallotVersion, Consultation, Finding, OfferedItem, Question, Round
from menus.domain.catalogue import Nature, Period, Provenance, Track
from menus.models import MinorItem
from tests.consultations.demo.seeded import for_a_module, some

pytestmark = pytest.mark.django_db

YUAN = 100
M2 = 10_000
SLUG = files.LARGE

#: Handbook 1.4: item, quantity in all, price in yuan.
HANDBOOK = {
    "C1.01": (4_000, 200),
    "C1.02": (224, 3_000),
    "C1.03": (900, 750),
    "C1.04": (224, 2_500),
    "C1.06": (1_500, 300),
    "C1.07": (40, 4_000),
    "C1.08": (7, 60_000),
    "C1.09": (60, 3_000),
    "C1.10": (2, 30_000),
    "C1.11": (500, 120),
    "C3.01": (3_600, 140),
    "C3.02": (17_000, 130),
    "C3.03": (14, 18_000),
    "C3.04": (1_120, 250),
}


@pytest.fixture(scope="module", autouse=True)
def at(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    with for_a_module(django_db_blocker) as moment:
        some([SLUG], moment)
        yield moment


def consultation() -> Consultation:
    return Consultation.objects.get(community__slug=SLUG)


def menu() -> Any:
    return OfferedItem.objects.filter(menu__consultation__community__slug=SLUG)


def codes(**narrowed: object) -> set[str]:
    return set(menu().filter(**narrowed).values_list("code", flat=True))


def owners() -> Any:
    return Owner.objects.filter(community__slug=SLUG)


def test_it_was_built_in_1994_has_25_000_square_metres_and_no_property_service() -> None:
    community = Community.objects.get(slug=SLUG)

    assert (community.built_year, community.area_cm2, community.has_property_service) == (1994, 25_000 * M2, False)


def test_it_has_seven_buildings_and_fourteen_stairwells_of_sixteen_households() -> None:
    places = Place.objects.filter(community__slug=SLUG)
    homes = Unit.objects.filter(place__in=places, use=Use.DWELLING)

    assert (places.filter(kind="building").count(), places.filter(kind="stairwell").count()) == (7, 14)
    assert homes.count() == 224
    assert set(homes.values("place").annotate(n=Count("pk")).values_list("n", flat=True)) == {16}


def test_its_areas_add_up_in_the_register_and_on_the_roll() -> None:
    """Every square metre of the community belongs to one of the owners' voices."""
    units = Unit.objects.filter(place__community__slug=SLUG).aggregate(area=Sum("area_cm2"))
    shares = RollShare.objects.filter(
        entry__roll__community__slug=SLUG, entry__kind="owner", place__code="community"
    ).aggregate(area=Sum("area_cm2"))

    assert units == shares == {"area": 25_000 * M2}


def test_two_shops_stand_on_the_ground_floor() -> None:
    shops = Unit.objects.filter(place__community__slug=SLUG, use=Use.SHOP)

    assert sorted(shops.values_list("door", "floor")) == [("1-S1", 1), ("4-S1", 1)]


def test_one_flat_is_still_the_developers() -> None:
    unsold = Unit.objects.filter(place__community__slug=SLUG, title=Title.UNSOLD)

    assert list(unsold.values_list("door", flat=True)) == ["7-2-802"]
    assert [each.kind for each in owners().filter(ownerships__unit__in=unsold)] == ["developer"]


def test_one_owner_has_flats_in_three_stairwells() -> None:
    places = owners().annotate(n=Count("ownerships__unit__place", distinct=True))

    (one,) = places.filter(n__gte=3)
    assert sorted(one.ownerships.values_list("unit__door", flat=True)) == ["2-1-301", "3-2-502", "5-1-701"]


def test_couples_own_together_and_have_one_representative() -> None:
    together = owners().annotate(n=Count("members")).filter(n=2)

    assert together.count() > 60
    assert {each.members.filter(is_representative=True).count() for each in together} == {1}


def test_tenants_live_there_and_some_flats_stand_empty() -> None:
    homes = Unit.objects.filter(place__community__slug=SLUG, use=Use.DWELLING)

    assert homes.filter(tenure=Tenure.LET).count() == 34
    assert homes.filter(tenure=Tenure.VACANT).count() == 9


def test_every_name_is_put_together_from_the_list_of_invented_names() -> None:
    people = files.people()
    invented = {f"{surname}{given}" for surname in people["surnames"] for given in people["given"]}
    names = set(Person.objects.filter(community__slug=SLUG).values_list("name", flat=True))

    assert people["invented"] is True
    assert names - invented - set(people["shops"]) == set()
    assert len(names) > 200
    assert Community.objects.get(slug=SLUG).is_invented


def test_quantities_and_prices_are_the_handbooks() -> None:
    rows = menu().filter(code__in=HANDBOOK)
    found = {code: [0, set()] for code in HANDBOOK}
    for code, quantity, price in rows.values_list("code", "quantity_milli", "unit_price_fen"):
        found[code][0] += quantity
        found[code][1].add(price)

    assert found == {code: [amount * 1000, {price * YUAN}] for code, (amount, price) in HANDBOOK.items()}
    assert rows.aggregate(all=Sum("cost_fen")) == {"all": 7_283_000 * YUAN}


def test_every_addition_the_founding_document_names_is_offered() -> None:
    named = MinorItem.objects.filter(provenance=Provenance.SEED, nature=Nature.ADDITIONAL)

    assert set(named.values_list("code", flat=True)) == {"C2.01", "C2.03", "C2.05", "C2.06"}
    assert set(named.values_list("code", flat=True)) - codes(nature=Nature.ADDITIONAL) == set()


def test_a_lift_is_offered_in_two_stairwells() -> None:
    assert sorted(menu().filter(code="C3.08").values_list("place__code", flat=True)) == ["3-2", "5-1"]


def test_one_pair_excludes_each_other() -> None:
    groups = menu().exclude(choice_group="").values_list("choice_group", "code").order_by("code")

    assert list(groups) == [("old-bicycle-shed", "C2.02"), ("old-bicycle-shed", "C2.08")]


def test_the_management_package_is_offered_with_services_and_wishes_for_the_district() -> None:
    assert "M6.01" in codes(item__track=Track.MANAGEMENT)
    assert len(codes(nature=Nature.SERVICE)) >= 10
    assert codes(nature=Nature.COORDINATED) == {"C4.01", "C5.03", "C5.05"}


def test_some_basic_items_have_no_finding_and_compete_with_the_additions() -> None:
    found = Finding.objects.filter(consultation__community__slug=SLUG)
    due = set(found.values_list("item__code", "place__code"))
    basic = set(menu().filter(nature=Nature.BASIC).values_list("code", "place__code"))

    assert basic - due == {("C1.06", "community"), ("C1.09", "community"), ("C3.02", "6"), ("C3.02", "7")}
    assert due - basic == set()
    assert found.unchecked().count() == 0


def test_the_budget_is_seventy_percent_of_what_is_paid_from_it() -> None:
    paid = menu().filter(period=Period.ONCE).exclude(nature=Nature.COORDINATED).aggregate(all=Sum("cost_fen"))["all"]

    assert round(consultation().budget_fen / paid, 2) == 0.70


def test_its_households_are_selecting_and_some_have_answered(at: datetime) -> None:
    (round,) = Round.objects.filter(consultation__community__slug=SLUG)

    assert consultation().stage == Stage.SELECTING
    assert (round.kind, round.state) == ("selection", "open")
    assert round.opens_at < at < round.closes_at
    assert 40 < Ballot.objects.filter(round=round).count() < 140
    assert Question.objects.filter(round=round).count() == menu().count()


def test_no_ballot_came_before_the_opening_or_comes_from_the_future(at: datetime) -> None:
    (round,) = Round.objects.filter(consultation__community__slug=SLUG)
    cast = set(BallotVersion.objects.filter(ballot__round=round).values_list("cast_at", flat=True))

    assert round.opens_at <= min(cast) <= max(cast) < at
