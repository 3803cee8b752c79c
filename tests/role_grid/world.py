"""The community that is asked about, everything in it that has an address, and whoever comes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from communities.domain.electorate import Tenure, VoiceKind
from communities.domain.photos import PhotoKind
from communities.domain.roles import Role
from communities.models import Community, Photo, RegisterFile, RollCorrection, Unit, User
from communities.services import credentials, letters, photos
from communities.services.letters import Wanted
from communities.services.register import UnitRow, enter_register
from consultations.domain.stages import Stage
from consultations.models import BallotDispute, Finding, Objection, PaperSheet, Remark, Sitting
from consultations.services import notices, reviewing, surveying, sweeping, walking
from consultations.services.offering import begin_consultation
from renewal_portal.ledger.models import Event, Job
from tests.consultations import couples, papered, remarked, sat
from tests.consultations.couples import agree
from tests.pictures import picture
from tests.residents import is_told, says_wrong, with_couple
from tests.role_grid import actors
from tests.role_grid.table import ACTORS, STAFF, Route
from tests.stages import newest, onward
from tests.world import CHAIR, RECORDER, START, World, community

ROLES = dict(zip(STAFF, Role, strict=True))


@dataclass(frozen=True, slots=True)
class Grid:
    """``facts``: what stands in addresses; ``cookies``: of each actor's session."""

    facts: Mapping[str, Any]
    cookies: Mapping[str, str]

    def address(self, route: Route) -> str:
        """The address of a route in this world; "kind draft" stands for kind="draft"."""
        named = dict(word.split(" ") for word in route.where if word.startswith("kind "))
        if named:
            return reverse(route.name, kwargs={"slug": self.facts["slug"], **named})
        return reverse(route.name, args=[self.facts[word] for word in route.where])

    def client(self, actor: str) -> Client:
        """A fresh client with the actor's session: what one request does to its cookies the next does not see."""
        client = Client()
        if self.cookies[actor]:
            client.cookies["sessionid"] = self.cookies[actor]
        return client


def grid() -> Grid:
    """A community whose plan is in review, another in another district, and every actor signed in."""
    here, there = World("here", rows=letting_couple()), community("there", "500108")
    facts = _in_review(here)
    enter_register(community_id=there.pk, rows=letting_couple(), since=START.date(), by=CHAIR, at=START)
    begin_consultation(community_id=there.pk, edition_id=here.consultation.edition_id, by=CHAIR, at=START)
    elsewhere = {f"foreign {name}": session for name, session in _members(there).items()}
    members = _members(here.community)
    _walked(here, facts)
    sessions = {**members, **elsewhere, **_others(here.community)}
    return Grid(facts, {name: _cookie(sessions[name]) for name in ACTORS})


def _in_review(here: World) -> Mapping[str, Any]:
    """Everything that has an address, on the way to the review."""
    finding = _finding(here)
    remark = _remark(here)
    order = _order(here)
    meeting = sat.published(onward(here, Stage.CONSULTING))
    dispute = _dispute(here)
    notice = onward(here, Stage.ON_NOTICE).consultation.notices.get(kind="plan")
    objection = _objection(here, notice.pk)
    review = reviewing.submit_plan(consultation_id=here.pk, by=CHAIR, at=here.wait(days=7).at)
    consultation = here.consultation
    decision = consultation.rounds.get(kind="decision")
    sheet = PaperSheet.objects.get(round=decision)
    unit = Unit.objects.of(here.community.pk).order_by("pk")[1]
    letter = credentials.issue_for_household(unit_id=unit.pk, by=CHAIR, at=START)
    return {
        **_sitting(meeting.sitting),
        "slug": here.slug,
        "selection": consultation.rounds.get(kind="selection").number,
        "decision": decision.number,
        "round pk": decision.pk,
        "final": review.plan.number,
        "notice": notice.pk,
        "link": letter.link,
        "letter": letter.credential_id,
        "co-owner": couples.second(here).pk,
        "letters": letters.order(wanted=Wanted(decision.roll_id, VoiceKind.OWNER), by=CHAIR, at=START).pk,
        "household": "household",
        "unit": unit.pk,
        "walked unit": unit.pk,
        "building": "1",
        "owner": "owner",
        "owner pk": unit.ownerships.get().owner_id,
        "finding": finding.pk,
        "photo": _photo(here).pk,
        "line": consultation.menus.get().lines.order_by("position")[0].pk,
        "objection": objection.pk,
        "dispute": dispute.pk,
        "sheet": sheet.pk,
        "entry": sheet.entry_id,
        "stairwell": "1-1",
        "kin": papered.declare(here, sheet, RECORDER).pk,
        "remark": remark.pk,
        "question": remark.question.number,
        "question pk": remark.question_id,
        "correction": _correction(here).pk,
        "register file": _register_file(here).pk,
        "csv": "csv",
        "zh": "zh",
        "paid line": review.plan.lines.filter(outcome="in", cost_fen__gt=0)[0].pk,
        "let home": Unit.objects.of(here.community.pk).get(door=couples.DOOR).pk,
        "review": review.pk,
        "order": order,
        "draft": "draft",
        "approve": "approve",
        "reject": "reject",
        "consultation": here.pk,
        "community": here.community.pk,
        "code": here.community.subdistrict.district.code,
        "number": "voting_days_min",
        "switch": "parking_counts",
        "event": Event.objects.get(what="review.submitted").pk,
    }


def _order(here: World) -> int:
    """The order of the draft plan; it is drawn by hand afterwards."""
    at = onward(here, Stage.CONSULTING).at
    return Job.objects.get(pk__in=sweeping.order_plans(by="system:beat", at=at)).group_id


def _walked(here: World, facts: Mapping[str, Any]) -> None:
    """One door is the volunteer's."""
    volunteer = User.objects.get(username=f"{Role.VOLUNTEER}-{here.slug}")
    given = {"unit_ids": [facts["walked unit"]], "user_id": volunteer.pk}
    walking.assign_doors(community_id=here.community.pk, **given, by=CHAIR, at=START)


def _sitting(held: Sitting) -> Mapping[str, Any]:
    """A meeting with its published minutes."""
    return {
        "sitting": held.pk,
        "point": sat.point(held).pk,
        "stay": held.attendances.order_by("pk")[0].pk,
        "proposal": held.proposals.get().pk,
        "door": held.door_code,
        "publish": "publish",
        "attendance": "attendance",
        "minutes": "minutes",
    }


def _remark(here: World) -> Remark:
    """A household's word about an item of the whole community, read and shown."""
    selection = newest(onward(here, Stage.SELECTING), "selection")
    return remarked.show(here, remarked.write(here, selection))


def _dispute(here: World) -> BallotDispute:
    """A decision in which the couple settled a dispute, counted."""
    decision = newest(onward(here, Stage.DECIDING), "decision")
    here.everybody(decision)
    papered.issue(here, decision, here.entries(decision)[0])
    dispute = agree(here, couples.dispute(here, decision))
    here.close_and_count(decision)
    return dispute


def _correction(here: World) -> RollCorrection:
    correction = says_wrong(here)
    is_told(here, correction, accepted=False)
    return correction


def _photo(here: World) -> Photo:
    return photos.keep(community=here.community, kind=PhotoKind.FINDING, picture=picture(), by=CHAIR, at=START)


def _register_file(here: World) -> RegisterFile:
    """A list that was taken over; only its row is left."""
    row = {"name": "名册.csv", "file": f"{'0' * 32}.roll", "rows": 9, "headings_at": 1}
    told = {"brought_by": CHAIR, "brought_at": START, "expires_at": START + timedelta(days=1)}
    done = {"applied_by": CHAIR, "applied_at": START, "deleted_at": START}
    return RegisterFile.objects.create(community=here.community, **row, **told, **done)


def letting_couple() -> tuple[UnitRow, ...]:
    """The usual register, where two persons own 1-1-101 together and let it."""
    first, *others = with_couple()
    return (replace(first, tenure=Tenure.LET), *others)


def _finding(here: World) -> Finding:
    finding = surveying.report_finding(
        consultation_id=here.pk,
        item_id=here.consultation.edition.items.get(code="C3.01").pk,
        place_id=here.community.places.get(code="1").pk,
        text_zh="漏水",
        text_en="It leaks",
        by=CHAIR,
        at=here.at,
    )
    return surveying.check_finding(finding_id=finding.pk, by=RECORDER, at=here.at)


def _objection(here: World, notice_id: int) -> Objection:
    at = here.at + timedelta(hours=1)
    filed = notices.file_objection(notice_id=notice_id, text="太贵。", by="public:page", at=at)
    return notices.answer_objection(objection_id=filed.pk, upheld=False, answer="不改。", by=CHAIR, at=at)


def _members(where: Community) -> dict[str, actors.SignIn]:
    """The residents of a community, and everybody with a post there."""
    posts = {name: actors.post(role, where) for name, role in ROLES.items()}
    return {**_voices(where), **posts}


def _voices(where: Community) -> dict[str, actors.SignIn]:
    return {"household": actors.household(where), "owner": actors.owner(where), "co-owner": actors.co_owner(where)}


def _others(where: Community) -> dict[str, actors.SignIn]:
    root = User.objects.create_superuser(username="root", password="a long test password")
    return {
        "nobody": actors.nobody,
        "password only": actors.post(Role.DISTRICT_OFFICIAL, where, second_factor=False),
        "superuser": actors.account(root),
        "superuser, password only": actors.account(root, second_factor=False),
    }


def _cookie(sign_in: actors.SignIn) -> str:
    client = Client()
    sign_in(client)
    return client.cookies["sessionid"].value if "sessionid" in client.cookies else ""
