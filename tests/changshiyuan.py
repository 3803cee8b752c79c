"""Changshiyuan, on its real input: 7 buildings, 14 stairwells of 16 households, two shops (consultations/demo/data)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from communities.models import Community, Place
from communities.services import offices
from communities.services.register import enter_register
from consultations.demo import files, lines, registers, voices
from consultations.demo.voices import Paper, Voice
from consultations.models import BallotVersion, Finding, Round
from consultations.services import casting, offering, surveying
from menus.models import MinorItem
from tests.world import CHAIR, RECORDER, START, World, edition

DATA = files.of(files.LARGE)


def enter(at: datetime) -> Community:
    """Its offices, its doors and owners."""
    by = "system:tests"
    district = offices.enter_district(code="500107", name_zh="九龙坡区", name_en="Jiulongpo District", by=by, at=at)
    subdistrict = offices.enter_subdistrict(
        district_id=district.pk, code="500107901", name_zh="示例街道", name_en="Sample Sub-district", by=by, at=at
    )
    row = Community(
        **{name: DATA[name] for name in ("slug", "name_zh", "name_en", "committee_phone", "built_year")},
        area_cm2=files.whole(DATA["area"], registers.CM2),
        poor_upkeep=True,
        poor_facilities=True,
        strong_wish=True,
        is_invented=True,
    )
    community = offices.enter_community(subdistrict_id=subdistrict.pk, about=row, by=by, at=at)
    enter_register(community_id=community.pk, rows=registers.rows(DATA), since=date(1995, 1, 1), by=by, at=at)
    return community


@dataclass
class Changshiyuan(World):
    """The small world's steps on the large community's register, menu, findings and voices."""

    slug: str = files.LARGE
    at: datetime = START
    budget_fen: int = files.whole(DATA["budget"], lines.FEN)
    papers: dict[int, Paper] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.community = enter(self.at)
        self.consultation = offering.begin_consultation(
            community_id=self.community.pk, edition_id=edition().pk, by=CHAIR, at=self.at
        )

    def survey(self) -> None:
        """The recorder reports what the survey found, the chair looks at each a second time."""
        items = dict(MinorItem.objects.filter(edition=self.consultation.edition_id).values_list("code", "pk"))
        places = Place.objects.filter(community=self.community).by_code()
        for code, place, zh, en in lines.findings(DATA):
            surveying.report_finding(
                consultation_id=self.pk,
                item_id=items[code],
                place_id=places[place].pk,
                text_zh=zh,
                text_en=en,
                by=RECORDER,
                at=self.at,
            )
        for pk in Finding.objects.filter(consultation=self.pk).values_list("pk", flat=True):
            surveying.check_finding(finding_id=pk, by=CHAIR, at=self.at)

    def set_lines(self) -> None:
        """The menu's lines, and for those that may change common use whether they do."""
        for line in lines.menu(DATA):
            row = offering.set_line(
                consultation_id=self.pk,
                code=line.code,
                place_code=line.place,
                quantity_milli=line.quantity_milli,
                unit_price_fen=line.unit_price_fen,
                wording_zh=line.wording_zh,
                wording_en=line.wording_en,
                choice_group=line.group,
                by=CHAIR,
                at=self.at,
            )
            if line.ruling:
                changes, why = line.ruling["changes"], line.ruling["why"]
                offering.rule_on_use(line_id=row.pk, changes=changes, reason=why, by=CHAIR, at=self.at)

    def paper(self, round: Round) -> Paper:
        return self.papers.setdefault(round.pk, voices.paper(round, {}))

    def cast_as_they_lean(self, round: Round, some: Iterator[Voice] | None = None) -> list[BallotVersion]:
        """Ballots of everybody who takes part (or only some), one a minute."""
        return [self._cast(round, voice) for voice in some or self.paper(round).voices]

    def _cast(self, round: Round, voice: Voice) -> BallotVersion:
        self.at += timedelta(minutes=1)
        return casting.cast(
            round_id=round.pk,
            entry_id=voice.entry_id,
            said=voices.said(self.paper(round), voice),
            strength="letter",
            by=f"voice:{voice.entry_id}",
            at=self.at,
        )
