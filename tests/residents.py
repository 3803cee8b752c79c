"""Residents for tests: worlds whose ballots have everything in them, and the holder of a letter at the test client."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communities.access import HELPER_KEY, SESSION_KEY
from communities.models import Owner, RollCorrection, RollEntry, Unit
from communities.services.corrections import answer_correction, file_correction
from communities.services.credentials import Letter, issue_for_household, issue_for_owner
from communities.services.register import PersonRow, UnitRow
from consultations.domain.ballots import Answer
from consultations.models import BallotDraft, BallotVersion, Question, Round
from consultations.services import casting, offering, surveying
from menus.domain.catalogue import DecisionClass
from tests.world import CHAIR, MENU, RECORDER, YUAN, World, edition, register

#: How long a world needs from its beginning until its decision takes ballots.
TO_DECISION = timedelta(days=27)
#: Whether a household wants the culture corridor or the playground: one of them.
GROUPS = {"C2.05": "yard", "C2.06": "yard"}
Line = tuple[str, str, int, int]


class Ruled(World):
    """A world whose lines may change the use of common parts, and it was ruled that none does."""

    def prepare_lines(self) -> None:
        super().prepare_lines()
        lines = self.consultation.menus.get().lines
        for line in lines.filter(decision_class=DecisionClass.SPECIAL_IF_COMMON_USE_CHANGES):
            offering.rule_on_use(line_id=line.pk, changes=False, reason="沿用原有用途", by=CHAIR, at=self.at)


def whole_menu() -> tuple[Line, ...]:
    """Every item of the catalogue at a place of its kind: 64 questions for a household of stairwell "1-1"."""
    places = {"community": "community", "adjacent": "community", "building": "1", "stairwell": "1-1"}
    items = edition().items.order_by("major__track", "major__position", "position")
    return tuple((item.code, places[item.scope], 1_000, item.price_low_fen or 0) for item in items)


def in_both_stairwells() -> tuple[UnitRow, ...]:
    """The usual register, where the owner of 1-1-101 holds 1-2-201 as well: two stairwells, one head."""
    rows = {row.door: row for row in register()}
    rows["1-2-201"] = replace(rows["1-2-201"], persons=rows["1-1-101"].persons)
    return tuple(rows.values())


def with_couple() -> tuple[UnitRow, ...]:
    """The usual register, where two persons own 1-1-101 together; the first of them is the named representative."""
    first, *others = register()
    return (replace(first, persons=(*first.persons, PersonRow("测试人乙", "TEST-B"))), *others)


def selecting(menu: Sequence[Line] = MENU, **options: Any) -> tuple[World, Round]:
    """A selection that opened now; where the roof is on the menu, it has a confirmed defect."""
    world = Ruled(at=timezone.now(), menu=menu, **options)
    if ("C3.01", "1") in {(code, place) for code, place, *_ in menu}:
        confirm_defect(world, "C3.01", "1")
    return world, world.prepare().select()


def deciding(menu: Sequence[Line] = MENU, **options: Any) -> tuple[World, Round]:
    """A decision that has been open for an hour."""
    at = timezone.now() - TO_DECISION - timedelta(hours=1)
    world = Ruled(at=at, menu=menu, budget_fen=options.pop("budget_fen", 2_000_000 * YUAN), **options)
    return world, world.consulting().decide()


def confirm_defect(world: World, code: str, place: str) -> None:
    """A defect found by one person and confirmed by another: the item is due."""
    finding = surveying.report_finding(
        consultation_id=world.pk,
        item_id=world.consultation.edition.items.get(code=code).pk,
        place_id=world.community.places.get(code=place).pk,
        text_zh="漏水",
        text_en="It leaks",
        by=CHAIR,
        at=world.at,
    )
    surveying.check_finding(finding_id=finding.pk, by=RECORDER, at=world.at)


def household_letter(world: World, door: str) -> Letter:
    unit = Unit.objects.get(place__community=world.community, door=door)
    return issue_for_household(unit_id=unit.pk, by=CHAIR, at=world.at)


def owner_letter(world: World, door: str) -> Letter:
    owner = Owner.objects.get(ownerships__unit__place__community=world.community, ownerships__unit__door=door)
    return issue_for_owner(owner_id=owner.pk, by=CHAIR, at=world.at)


def says_wrong(
    world: World, door: str = "1-1-201", text: str = "面积有误", *, by_owner: bool = False
) -> RollCorrection:
    """A minute later the home, or its owner, says that the roll has something wrong."""
    letter = (owner_letter if by_owner else household_letter)(world, door)
    return file_correction(credential_id=letter.credential_id, text=text, at=world.wait(minutes=1).at)


def is_told(world: World, correction: RollCorrection, *, accepted: bool) -> None:
    """A minute later the committee answers."""
    at = world.wait(minutes=1).at
    answer_correction(correction_id=correction.pk, answer="已核对", accepted=accepted, by=CHAIR, at=at)


def signed_in(client: Client, letter: Letter, helper: str = "") -> Client:
    """A session that holds a letter, and perhaps a helper's name; the pages are asked for in English."""
    session = client.session
    session[SESSION_KEY] = letter.credential_id
    if helper:
        session[HELPER_KEY] = helper
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key  # signing out has emptied it
    client.cookies["django_language"] = "en"
    return client


class Voter:
    """The holder of a letter before one round, page by page."""

    def __init__(self, world: World, round: Round, door: str = "1-1-201", *, helper: str = "") -> None:
        self.world, self.round, self.door = world, round, door
        kind = household_letter if round.kind == "selection" else owner_letter
        self.letter = kind(world, door)
        self.client = signed_in(Client(), self.letter, helper)

    @property
    def entry(self) -> RollEntry:
        unit = Unit.objects.get(place__community=self.world.community, door=self.door)
        voices = self.round.roll.entries
        if self.round.kind == "selection":
            return voices.get(unit=unit)
        return voices.get(owner__ownerships__unit=unit)

    def number(self, code: str, place: str = "") -> int:
        """The number of a question of this voter's places."""
        own = self.entry.shares.values_list("place_id", flat=True)
        asked = Question.objects.filter(round=self.round, code=code, place__in=own)
        return asked.get(**({"place__code": place} if place else {})).number

    def url(self, name: str = "ballot", item: object = "") -> str:
        way = reverse(name) if name == "my" else reverse(name, args=[self.world.slug, self.round.number])
        return f"{way}?item={item}" if item else way

    def get(self, name: str = "ballot", item: object = "", **more: Any) -> HttpResponse:
        return self.client.get(self.url(name, item), **more)

    def page(self, name: str = "ballot", item: object = "") -> str:
        """The text of a page that is there."""
        response = self.get(name, item)
        assert response.status_code == 200, (name, response.status_code)
        return response.content.decode()

    def send(self, said: Mapping[int, str], part: Sequence[int] = (), **more: Any) -> HttpResponse:
        """A page of the ballot with these answers; ``part``: the questions it showed, if it was more than those."""
        shown = ",".join(str(number) for number in part or said)
        answers = {f"a-{number}": answer for number, answer in said.items()}
        headers = {"HX-Request": "true"} if more.pop("htmx", False) else {}
        return self.client.post(self.url(), {"part": shown, **answers, **more}, headers=headers)

    def seen(self) -> str:
        """The mark of the summary as it stands on the screen."""
        return str(self.get("ballot_confirm").context["seen"])

    def confirm(self, **more: str) -> HttpResponse:
        """Read the summary and press its button."""
        return self.client.post(self.url("ballot_confirm"), {"seen": self.seen(), **more})

    @property
    def draft(self) -> str | None:
        """The answers kept and not confirmed, in the letters of a ballot."""
        found = BallotDraft.objects.filter(round=self.round, entry=self.entry).first()
        return str(found.answers) if found else None

    @property
    def ballots(self) -> list[BallotVersion]:
        """Every version this voice has cast, in order."""
        return list(BallotVersion.objects.filter(ballot__round=self.round, ballot__entry=self.entry).order_by("number"))

    def cast_on_paper(self, answer: Answer = Answer.AGAINST) -> BallotVersion:
        """What the committee enters for this voice from a paper ballot."""
        said = casting.Said(self.world.answers(self.round, self.entry, answer), casting.Choices())
        return casting.cast(
            round_id=self.round.pk,
            entry_id=self.entry.pk,
            said=said,
            strength="paper",
            channel="paper",
            by=RECORDER,
            at=timezone.now(),
        )
