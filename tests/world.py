"""A small community for tests, made by the services alone, so that it cannot stand in an impossible state.

One building "1" with the stairwells "1-1" and "1-2" of four flats each (100 m² every flat), a shop of 150 m² on the
community's ground, and a flat the developer still holds: nine owners' heads in all, the developer among them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from communities.domain.electorate import Tenure, Title, Use
from communities.models import Community, District, RollEntry, Subdistrict
from communities.services.register import PersonRow, UnitRow, enter_register
from communities.services.rolls import freeze_roll
from consultations.domain.annulment import Ruling
from consultations.domain.ballots import Answer, Choices
from consultations.domain.plan.values import Measure, Method, PlanKind
from consultations.models import BallotVersion, Consultation, Plan, Question, Round
from consultations.services import casting, counting, meetings, notices, offering, planning, reviewing, rounds
from menus import files
from menus.models import Edition
from menus.services.catalogue import load_edition

RULING = Ruling("某人民法院", "（2026）某民初1号", date(2026, 1, 5))
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CHAIR, RECORDER, OFFICIAL = "user:1", "user:2", "user:9"

M2, YUAN = 10_000, 100
WANT, NOT, NONE = Answer.AGREE, Answer.AGAINST, Answer.ABSTAIN

#: code, place, quantity in thousandths, price in fen
MENU = (
    ("C1.07", "community", 4_000, 4_000 * YUAN),
    ("C1.11", "community", 100_000, 120 * YUAN),
    ("C2.05", "community", 1_000, 60_000 * YUAN),
    ("C3.01", "1", 400_000, 140 * YUAN),
    ("C3.03", "1-1", 1_000, 18_000 * YUAN),
    ("C3.03", "1-2", 1_000, 18_000 * YUAN),
    ("C3.08", "1-1", 1_000, 500_000 * YUAN),
    ("C5.05", "community", 100_000, 2_000 * YUAN),
    ("M1.01", "community", 8_000, 5 * YUAN),
    ("M5.02", "1-1", 1_000, 900 * YUAN),
    ("M6.01", "community", 1_000, 0),
)


def edition() -> Edition:
    """The project's own edition."""
    return load_edition(document=files.read(files.REVIEWED), by="system:tests", at=START)


def community(slug: str = "small", code: str = "500107") -> Community:
    """A community that is eligible, with its offices."""
    district, _ = District.objects.get_or_create(code=code, defaults={"name_zh": "测试区", "name_en": "Test District"})
    subdistrict, _ = Subdistrict.objects.get_or_create(
        code=f"{code}001", defaults={"district": district, "name_zh": "测试街道", "name_en": "Test Sub-district"}
    )
    return Community.objects.create(
        subdistrict=subdistrict,
        slug=slug,
        name_zh="测试小区",
        name_en="Test Community",
        committee_phone="023-0000 0000",
        built_year=1994,
        area_cm2=950 * M2,
        poor_upkeep=True,
        strong_wish=True,
    )


def register() -> tuple[UnitRow, ...]:
    """Eight flats and a shop; the first flat of "1-2" is still the developer's."""
    flats = [
        UnitRow(
            place=f"1-{stairwell}",
            door=f"1-{stairwell}-{number}01",
            floor=number,
            use=Use.DWELLING,
            area_cm2=100 * M2,
            title=Title.UNSOLD if (stairwell, number) == (2, 1) else Title.REGISTERED,
            tenure=Tenure.LET if number == 4 else Tenure.OWNER_OCCUPIED,
            persons=()
            if (stairwell, number) == (2, 1)
            else (PersonRow(f"测试人{stairwell}{number}", f"TEST-{stairwell}{number}"),),
        )
        for stairwell in (1, 2)
        for number in (1, 2, 3, 4)
    ]
    shop = UnitRow("1", "1-S1", 0, Use.SHOP, 150 * M2, tenure=None, persons=(PersonRow("测试商户", "TEST-S1"),))
    return (*flats, shop)


@dataclass
class World:
    """One community's way through the services. ``at`` is the clock; every step may move it."""

    slug: str = "small"
    at: datetime = START
    menu: Sequence[tuple[str, str, int, int]] = MENU
    budget_fen: int = 200_000 * YUAN
    method: Method = Method.SUPPORT
    groups: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[UnitRow] = field(default_factory=register)
    consultation: Consultation = field(init=False)

    def __post_init__(self) -> None:
        self.community = community(self.slug)
        enter_register(community_id=self.community.pk, rows=self.rows, since=START.date(), by=CHAIR, at=self.at)
        self.consultation = offering.begin_consultation(
            community_id=self.community.pk, edition_id=edition().pk, by=CHAIR, at=self.at
        )

    @property
    def pk(self) -> int:
        return self.consultation.pk

    @property
    def stage(self) -> str:
        return Consultation.objects.values_list("stage", flat=True).get(pk=self.pk)

    @cached_property
    def roll(self) -> object:
        return freeze_roll(community_id=self.community.pk, by=CHAIR, at=self.at)

    def wait(self, **span: float) -> "World":
        self.at += timedelta(**span)
        return self

    def prepare(self, *, roll: bool = True) -> "World":
        """Everything the gate of *selecting* asks for but the open round."""
        _ = self.roll if roll else None
        self.prepare_lines()
        offering.offer_menu(consultation_id=self.pk, by=CHAIR, at=self.at)
        return self

    def prepare_lines(self) -> None:
        """Budget, method and the lines of the menu, not yet offered."""
        offering.announce(
            consultation_id=self.pk,
            budget_fen=self.budget_fen,
            method=self.method,
            measure=Measure.SHARE,
            by=CHAIR,
            at=self.at,
        )
        for code, place, quantity, price in self.menu:
            offering.set_line(
                consultation_id=self.pk,
                code=code,
                place_code=place,
                quantity_milli=quantity,
                unit_price_fen=price,
                choice_group=self.groups.get(code, ""),
                by=CHAIR,
                at=self.at,
            )

    def select(self) -> Round:
        """Open the households' selection for ten days."""
        return rounds.open_selection(
            consultation_id=self.pk, closes_at=self.at + timedelta(days=10), by=CHAIR, at=self.at
        )

    def entries(self, round: Round) -> list[RollEntry]:
        kind = "household" if round.kind == "selection" else "owner"
        return list(round.roll.entries.filter(kind=kind).order_by("number"))

    def answers(self, round: Round, entry: RollEntry, said: Mapping[str, Answer] | Answer) -> dict[int, Answer]:
        """Answers by code, or one answer to everything the voice is asked."""
        own = set(entry.shares.values_list("place_id", flat=True))
        asked = Question.objects.filter(round=round, place__in=own)
        if isinstance(said, Answer):
            return {question.number: said for question in asked}
        return {question.number: said[question.code] for question in asked if question.code in said}

    def cast(self, round: Round, entry: RollEntry, said: Mapping[str, Answer] | Answer) -> BallotVersion:
        return casting.cast(
            round_id=round.pk,
            entry_id=entry.pk,
            said=casting.Said(self.answers(round, entry, said), Choices()),
            strength="letter",
            by=f"voice:{entry.pk}",
            at=self.at,
        )

    def everybody(self, round: Round, said: Mapping[str, Answer] | Answer = WANT) -> None:
        for entry in self.entries(round):
            self.cast(round, entry, said)

    def close_and_count(self, round: Round) -> Round:
        self.at = max(self.at, round.closes_at)
        rounds.close_round(round_id=round.pk, by=CHAIR, at=self.at)
        counting.count_round(round_id=round.pk, by=CHAIR, at=self.at)
        return Round.objects.get(pk=round.pk)

    def meet(self, *, adopts: bool = False) -> None:
        motions = [meetings.Motion("通过改造方案草案", 6, 0, 0, adopts_draft=True)] if adopts else []
        self.wait(days=1)
        meetings.record_meeting(
            consultation_id=self.pk,
            kind="residents",
            held_at=self.at - timedelta(hours=2),
            venue="院坝",
            entitled=8,
            present=6,
            minutes="",
            motions=motions,
            by=RECORDER,
            at=self.at,
        )

    def draft(self) -> Plan:
        return planning.draw_plan(consultation_id=self.pk, kind=PlanKind.DRAFT, by=CHAIR, at=self.at)

    def final(self) -> Plan:
        return planning.draw_plan(consultation_id=self.pk, kind=PlanKind.FINAL, by=CHAIR, at=self.at)

    def consulting(self) -> "World":
        """Through the selection to a draft plan that a meeting has adopted."""
        round = self.prepare().select()
        self.everybody(round)
        self.close_and_count(round)
        self.draft()
        self.meet()
        self.meet(adopts=True)
        return self

    def decide(self) -> Round:
        """Call the decision and wait until it takes ballots."""
        opens_at = self.at + timedelta(days=15)
        round = rounds.call_decision(
            consultation_id=self.pk, opens_at=opens_at, closes_at=opens_at + timedelta(days=7), by=CHAIR, at=self.at
        )
        self.at = opens_at
        return round

    def counted(self, said: Mapping[str, Answer] | Answer = WANT) -> Round:
        """Through the decision to its count."""
        round = self.consulting().decide()
        self.everybody(round, said)
        return self.close_and_count(round)

    def on_notice(self) -> "World":
        """Through the final plan to its notice."""
        round = self.counted()
        notices.post_result(round_id=round.pk, posted_where="公告栏", by=CHAIR, at=self.at)
        self.final()
        notices.post_plan(consultation_id=self.pk, posted_where="公告栏", by=CHAIR, at=self.at)
        return self

    def in_review(self) -> "World":
        self.on_notice().wait(days=7)
        reviewing.submit_plan(consultation_id=self.pk, by=CHAIR, at=self.at)
        return self
