"""Towns to measure on: rounds with ballots, written by COPY straight into the tables. Everything is deterministic."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import StringIO
from random import Random

from django.db import connection
from django.utils import timezone

from communities.models import Community, District, Place, RollEntry, RollVersion, Subdistrict, Unit
from consultations.domain.rules import RuleBook, to_plain
from consultations.models import Consultation, MenuVersion, OfferedItem, Question, Round
from menus import files
from menus.models import Edition, MinorItem
from menus.services.catalogue import load_edition

NOW = datetime(2026, 6, 1, tzinfo=UTC)
BY = "system:benchmark"
AREA = 850_000  # cm²


def city(communities: int, households: int) -> None:
    """Closed selections over the whole catalogue: 64 community-wide questions, every household has answered."""
    edition = load_edition(document=files.read(files.REVIEWED), by=BY, at=NOW)
    items = list(MinorItem.objects.filter(edition=edition).order_by("major__position", "position", "pk"))
    for number in range(communities):
        _town(edition, items, f"town-{number}", buildings=2, stairwells=2, households=households, questions=len(items))


def big_community(slug: str = "big", *, is_open: bool = False, buildings: int = 40, questions: int = 1000) -> int:
    """One community of 40 buildings with 1,000 questions, most of them of single stairwells; returns the round's id.

    ``is_open``: the round takes ballots today; else it is closed, and everybody has answered.
    """
    edition = load_edition(document=files.read(files.REVIEWED), by=BY, at=NOW)
    items = list(MinorItem.objects.filter(edition=edition).order_by("pk"))
    return _town(
        edition,
        items,
        slug,
        buildings=buildings,
        stairwells=5,
        households=buildings * 5 * 16,
        questions=questions,
        is_open=is_open,
    )


def open_selection(slug: str, *, households: int, questions: int) -> Round:
    """A selection that takes ballots today, with its community; every question is asked of every household."""
    pk = _selection(slug, households, questions, is_open=True)
    return Round.objects.with_community().get(pk=pk)


def closed_selection(slug: str, *, households: int, questions: int) -> int:
    """The same, closed, and everybody has answered; the id of its round."""
    return _selection(slug, households, questions, is_open=False)


def _selection(slug: str, households: int, questions: int, *, is_open: bool) -> int:
    edition = load_edition(document=files.read(files.REVIEWED), by=BY, at=NOW)
    items = list(MinorItem.objects.filter(edition=edition).order_by("major__position", "position", "pk"))
    size = {"buildings": 2, "stairwells": 2, "households": households, "questions": questions}
    return _town(edition, items, slug, **size, is_open=is_open)


def _town(
    edition: Edition,
    items: list[MinorItem],
    slug: str,
    *,
    buildings: int,
    stairwells: int,
    households: int,
    questions: int,
    is_open: bool = False,
) -> int:
    community = Community.objects.create(
        subdistrict=_subdistrict(),
        slug=slug,
        name_zh=slug,
        name_en=slug,
        committee_phone="000",
        built_year=1994,
        area_cm2=AREA * households,
    )
    places = _places(community, buildings, stairwells)
    roll = RollVersion.objects.create(
        community=community, number=1, parking_counts=False, sha256="0" * 64, frozen_by=BY, frozen_at=NOW
    )
    homes = [places[3][i % len(places[3])] for i in range(households)]
    entries = _entries(roll, homes)
    wide = questions <= len(items)
    window = _window(is_open=is_open)
    round_id, asked = _round(edition, community, roll, items, _question_places(places, questions, wide=wide), window)
    if not is_open:
        _ballots(round_id, entries, homes, asked)
    return round_id


def _window(*, is_open: bool) -> dict[str, object]:
    """When the round takes ballots, and its state with whatever belongs to it."""
    if is_open:
        opens_at = timezone.now() - timedelta(hours=1)
        return {"state": "open", "opens_at": opens_at, "opened_at": opens_at, "closes_at": opens_at + timedelta(days=7)}
    end = NOW + timedelta(days=7)
    times = {"opens_at": NOW, "opened_at": NOW, "closes_at": end}
    return {"state": "closed", **times, "closed_at": end, "closed_by": BY}


def _subdistrict() -> Subdistrict:
    district, _ = District.objects.get_or_create(code="500199", defaults={"name_zh": "测", "name_en": "Bench"})
    return Subdistrict.objects.get_or_create(
        code="500199001", defaults={"district": district, "name_zh": "测", "name_en": "Bench"}
    )[0]


def _places(community: Community, buildings: int, stairwells: int) -> dict[int, list[Place]]:
    top = Place.objects.create(community=community, kind="community", code="community")
    middle = Place.objects.bulk_create(
        Place(community=community, kind="building", code=str(b), parent=top) for b in range(1, buildings + 1)
    )
    low = Place.objects.bulk_create(
        Place(community=community, kind="stairwell", code=f"{b.code}-{s}", parent=b)
        for b in middle
        for s in range(1, stairwells + 1)
    )
    return {1: [top], 2: middle, 3: low}


def _question_places(places: dict[int, list[Place]], questions: int, *, wide: bool) -> list[Place]:
    if wide:
        return places[1] * questions
    everywhere = [*places[1] * 20, *places[2] * 3, *places[3]]
    return [everywhere[i % len(everywhere)] for i in range(questions)]


def _entries(roll: RollVersion, homes: list[Place]) -> list[int]:
    units = Unit.objects.bulk_create(
        Unit(place=home, door=str(i), area_cm2=AREA, tenure="owner_occupied") for i, home in enumerate(homes, start=1)
    )
    entries = RollEntry.objects.bulk_create(
        RollEntry(roll=roll, number=i, kind="household", unit=unit, tenure="owner_occupied")
        for i, unit in enumerate(units, start=1)
    )
    _copy(
        "communities_rollshare (entry_id, place_id, area_cm2)",
        (
            (entry.pk, place, AREA)
            for entry, home in zip(entries, homes, strict=True)
            for place in (home.pk, home.parent_id, home.parent.parent_id)
        ),
    )
    return [entry.pk for entry in entries]


def _round(
    edition: Edition,
    community: Community,
    roll: RollVersion,
    items: list[MinorItem],
    places: list[Place],
    window: dict[str, object],
) -> tuple[int, list[str]]:
    consultation = Consultation.objects.create(
        community=community, edition=edition, stage="selecting", budget_fen=1, begun_by=BY, begun_at=NOW
    )
    menu = MenuVersion.objects.create(consultation=consultation, number=1)
    picked = {(items[i % len(items)].pk, place.pk): None for i, place in enumerate(places)}
    while len(picked) < len(places):  # another item wherever one stands twice at a place
        place = places[len(picked)]
        free = next(item.pk for item in items if (item.pk, place.pk) not in picked)
        picked[free, place.pk] = None
    by_pk = {item.pk: item for item in items}
    codes = {place.pk: place.code for place in places}
    lines = OfferedItem.objects.bulk_create(
        _line(menu, by_pk[item], place, position) for position, (item, place) in enumerate(picked, start=1)
    )
    MenuVersion.objects.filter(pk=menu.pk).update(offered_by=BY, offered_at=NOW)
    round = Round.objects.create(
        consultation=consultation,
        number=1,
        kind="selection",
        roll=roll,
        menu=menu,
        question_count=len(lines),
        rule_book=to_plain(RuleBook()),
        opened_by=BY,
        **window,
    )
    Question.objects.bulk_create(_question(round, line, number) for number, line in enumerate(lines, start=1))
    return round.pk, [codes[line.place_id] for line in lines]


def _line(menu: MenuVersion, item: MinorItem, place_id: int, position: int) -> OfferedItem:
    return OfferedItem(
        menu=menu,
        item=item,
        place_id=place_id,
        position=position,
        code=item.code,
        wording_zh=item.name_zh,
        wording_en=item.name_en,
        nature=item.nature,
        unit=item.unit,
        period=item.period,
        quantity_milli=1000,
        unit_price_fen=100,
        cost_fen=100,
        decision_class=item.decision_class,
    )


def _question(round: Round, line: OfferedItem, number: int) -> Question:
    return Question(
        round=round,
        number=number,
        code=line.code,
        place_id=line.place_id,
        offered=line,
        wording_zh=line.wording_zh,
        wording_en=line.wording_en,
        quantity_milli=line.quantity_milli,
        cost_fen=line.cost_fen,
        decision_class=line.decision_class,
        rule="none",
    )


def _ballots(round_id: int, entries: list[int], homes: list[Place], asked: list[str]) -> None:
    random = Random(round_id)
    _copy("consultations_ballot (round_id, entry_id)", ((round_id, entry) for entry in entries))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM consultations_ballot WHERE round_id = %s ORDER BY entry_id", [round_id])
        ballots = [pk for (pk,) in cursor.fetchall()]
    _copy(
        "consultations_ballotversion"
        " (ballot_id, number, answers, choices, channel, strength, tenure, serial, nonce, set_aside_reason, helper,"
        " cast_by, cast_at)",
        (
            (ballot, 1, _answers(random, home, asked), "", random.choice(("online", "paper")), "letter",
             "owner_occupied", f"S{ballot}", "\\\\x" + sha256(str(ballot).encode()).hexdigest(), "", "", BY, NOW)
            for ballot, home in zip(ballots, homes, strict=True)
        ),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE consultations_ballot b SET standing_id = v.id FROM consultations_ballotversion v"
            " WHERE v.ballot_id = b.id AND b.round_id = %s",
            [round_id],
        )


def _answers(random: Random, home: Place, asked: list[str]) -> str:
    own = {"community", home.code, home.code.partition("-")[0]}
    return "".join(random.choice("++-0_") if place in own else "." for place in asked)


def _copy(into: str, rows: Iterable[tuple[object, ...]]) -> None:
    text = StringIO("".join("\t".join(str(value) for value in row) + "\n" for row in rows))
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY {into} FROM STDIN", text)
