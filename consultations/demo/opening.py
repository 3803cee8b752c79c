"""The first steps of the way: survey, menu, roll, and the two openings."""

from datetime import datetime

from communities.models import Place
from communities.services.rolls import freeze_roll
from consultations.demo import files, lines
from consultations.demo.way import Way
from consultations.domain.plan.values import Measure, Method
from consultations.models import Finding, OfferedItem
from consultations.services import offering, rounds, surveying
from menus.models import Edition, MinorItem

FEN = 100
SELECTION_ENDS = 21, 20  # day of the way, hour
DECISION_OPENS = 45, 9
DECISION_ENDS = 55, 20


def begin(way: Way, at: datetime) -> None:
    edition = Edition.objects.latest("pk")
    way.consultation = offering.begin_consultation(
        community_id=way.community.pk, edition_id=edition.pk, by=way.chair, at=at
    )


def report_findings(way: Way, at: datetime) -> None:
    items = dict(MinorItem.objects.filter(edition=way.consultation.edition_id).values_list("code", "pk"))
    places = Place.objects.filter(community=way.community).by_code()
    for code, place, zh, en in lines.findings(way.data):
        surveying.report_finding(
            consultation_id=way.pk,
            item_id=items[code],
            place_id=places[place].pk,
            text_zh=zh,
            text_en=en,
            by=way.recorder,
            at=at,
        )


def check_findings(way: Way, at: datetime) -> None:
    """The chair checks what the recorder found; the last one waits a little longer."""
    for pk in list(_unchecked(way))[:-1]:
        surveying.check_finding(finding_id=pk, by=way.chair, at=at)


def check_the_last(way: Way, at: datetime) -> None:
    for pk in _unchecked(way):
        surveying.check_finding(finding_id=pk, by=way.chair, at=at)


def half_the_menu(way: Way, at: datetime) -> None:
    every = list(lines.menu(way.data))
    _set(way, every[: len(every) // 2], at)


def the_other_half(way: Way, at: datetime) -> None:
    every = list(lines.menu(way.data))
    _set(way, every[len(every) // 2 :], at)


def announce(way: Way, at: datetime) -> None:
    offering.announce(
        consultation_id=way.pk,
        budget_fen=files.whole(way.data["budget"], FEN),
        method=Method.SUPPORT,
        measure=Measure.SHARE,
        by=way.chair,
        at=at,
    )
    freeze_roll(community_id=way.community.pk, by=way.chair, at=at)
    offering.offer_menu(consultation_id=way.pk, by=way.chair, at=at)


def open_selection(way: Way, at: datetime) -> None:
    closes_at = way.calendar.at(*SELECTION_ENDS)
    rounds.open_selection(consultation_id=way.pk, closes_at=closes_at, by=way.chair, at=at)


def call_decision(way: Way, at: datetime) -> None:
    rounds.call_decision(
        consultation_id=way.pk,
        opens_at=way.calendar.at(*DECISION_OPENS),
        closes_at=way.calendar.at(*DECISION_ENDS),
        by=way.chair,
        at=at,
    )


def _unchecked(way: Way) -> list[int]:
    found = Finding.objects.filter(consultation=way.pk).unchecked()
    return list(found.order_by("pk").values_list("pk", flat=True))


def _set(way: Way, some: list[lines.Line], at: datetime) -> None:
    for line in some:
        row = offering.set_line(
            consultation_id=way.pk,
            code=line.code,
            place_code=line.place,
            quantity_milli=line.quantity_milli,
            unit_price_fen=line.unit_price_fen,
            wording_zh=line.wording_zh,
            wording_en=line.wording_en,
            choice_group=line.group,
            by=way.chair,
            at=at,
        )
        _rule(row, line, way.chair, at)


def _rule(row: OfferedItem, line: lines.Line, by: str, at: datetime) -> None:
    if line.ruling:
        changes, why = line.ruling["changes"], line.ruling["why"]
        offering.rule_on_use(line_id=row.pk, changes=changes, reason=why, by=by, at=at)
