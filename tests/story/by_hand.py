"""The same way by hand: forms, buttons and letters in real browsers. What hundreds say comes by the services."""

from dataclasses import dataclass, field
from datetime import timedelta

from communities.domain.roles import Role
from communities.models import Owner, Unit
from communities.services.credentials import issue_for_household, issue_for_owner
from consultations.domain.review import Office
from consultations.models import BallotVersion, Notice, OfferedItem, Question, Round
from tests.changshiyuan import Changshiyuan
from tests.consultations.views.desk.desks import day, go_to
from tests.people import NewContext, Person, at_work, sit_down, with_letter
from tests.world import CHAIR

TENANT, OWNER = "3-2-602", "3-2-701"
MOST_PARTS = 30


@dataclass
class Doors:
    """The committee's two members, already at their desks."""

    opened: NewContext
    site: str
    way: Changshiyuan
    chair: Person = field(init=False)
    recorder: Person = field(init=False)

    def __post_init__(self) -> None:
        self.chair = at_work(self.opened, self.site, Role.CHAIR, self.way.community)
        self.recorder = at_work(self.opened, self.site, Role.RECORDER, self.way.community)


def prepare(doors: Doors) -> None:
    """From an empty desk to an open selection: a finding and its check, money, a line, roll, offer, opening."""
    way, chair, slug = doors.way, doors.chair, doors.way.slug
    way.survey()
    item = way.consultation.edition.items.get(code="C2.04")
    ground = way.community.places.get(code="community")
    doors.recorder.go("desk_findings", slug)
    doors.recorder.fill(item=str(item.pk), place=str(ground.pk), text_zh="坡道太陡", text_en="The ramp is too steep")
    doors.recorder.press("Report it")
    chair.go("desk_findings", slug).press("Confirm it")
    chair.go("desk_announce", slug).fill(budget="6,880,000", method="support", measure="share").press("Announce")
    way.set_lines()
    lift = OfferedItem.objects.get(code="C3.08", place__code="3-2")
    chair.go("desk_line", slug, pk=lift.pk).fill(unit_price="510,000").press("Save the line")
    chair.go("desk_roll", slug).press("Fix the roll")
    chair.go("desk_offer", slug).press("Offer the menu")
    closes = way.at + timedelta(days=10)
    chair.go("desk_open", slug).fill(closes_day=day(closes), closes_hour="18:00").press("Open the selection")
    assert way.stage == "selecting"


def select(doors: Doors) -> None:
    """A tenant chooses on a phone; the others answer too; when the time is over, the chair closes and counts."""
    way = doors.way
    go_to(way, way.at + timedelta(days=1))
    letter = issue_for_household(unit_id=_unit(way, TENANT).pk, by=CHAIR, at=way.at)
    tenant = with_letter(doors.opened, doors.site, letter).press("Fill in my ballot")
    _answer_all(tenant, "+", against="C2.08")  # of the bicycle shed's two uses only one can be wanted
    assert tenant.sees("Your receipt")
    _the_others_answer(way, Round.objects.get(kind="selection"), TENANT)
    _close_and_count(doors, Round.objects.get(kind="selection"))
    assert way.stage == "consulting"


def consult(doors: Doors) -> None:
    """A draft, two meetings of which the second adopts it, and the call to the owners."""
    way, chair, slug = doors.way, doors.chair, doors.way.slug
    chair.go("desk_plans", slug).press("Draw the draft plan")
    _meet(doors, {})
    _meet(
        doors,
        {
            "motion__0__text": "Adopt the draft",
            "motion__0__in_favour": "120",
            "motion__0__against": "9",
            "motion__0__adopts_draft": "on",
        },
    )
    opens = way.at + timedelta(days=16)
    chair.go("desk_call", slug).fill(
        opens_day=day(opens), opens_hour="09:00", closes_day=day(opens + timedelta(days=7)), closes_hour="18:00"
    )
    chair.press("Call the owners")
    assert way.stage == "deciding"


def decide(doors: Doors) -> str:
    """An owner decides on a phone without script; gives the receipt's code."""
    way = doors.way
    round = Round.objects.get(kind="decision")
    go_to(way, round.opens_at)
    holder = Owner.objects.get(ownerships__unit=_unit(way, OWNER), ownerships__until=None)
    letter = issue_for_owner(owner_id=holder.pk, by=CHAIR, at=way.at)
    person = with_letter(doors.opened, doors.site, letter, java_script_enabled=False).press("Fill in my ballot")
    _answer_all(person, "+")
    _the_others_answer(way, round, OWNER)
    _close_and_count(doors, round)
    assert way.stage == "counted"
    return str(BallotVersion.objects.get(ballot__round=round, ballot__entry__owner=holder).serial)


def publish(doors: Doors) -> None:
    """The result hangs, the final plan is drawn and hangs."""
    chair, slug = doors.chair, doors.way.slug
    chair.go("desk_post", slug, kind="result").fill(posted_where="Gate").press("Post it")
    chair.go("desk_plans", slug).press("Draw the final plan")
    chair.go("desk_post", slug, kind="plan").fill(posted_where="Gate").press("Post it")
    assert doors.way.stage == "on_notice"


def object_and_answer(doors: Doors) -> None:
    """Somebody without a letter objects; the recorder answers."""
    way = doors.way
    notice = Notice.objects.get(kind="plan")
    passer_by = sit_down(doors.opened, doors.site).go("object", way.slug, notice.pk)
    passer_by.fill(text="Please keep one way free while the yard is dug up.").press("File my objection")
    doors.recorder.go("desk_objections", way.slug).press("Answer")
    doors.recorder.fill(answer="A way of 1.2 metres stays free.", upheld="no")
    doors.recorder.press("Post the answer")


def review(doors: Doors) -> None:
    """The plan is handed in; the district hears the offices, countersigns the vote and approves."""
    way = doors.way
    go_to(way, way.at + timedelta(days=8))
    doors.chair.go("desk_submit", way.slug).press("Submit the plan")
    assert way.stage == "in_review"
    official = at_work(doors.opened, doors.site, Role.DISTRICT_OFFICIAL, way.community.subdistrict.district)
    official.go("admin:consultations_review_changelist").press("Changshiyuan Community")
    for office in Office:
        official.fill(office=office.value, opinion="agrees").press("Record the opinion")
    vote = Round.objects.get(kind="decision")
    official.go("admin:consultations_round_changelist").press("Changshiyuan Community")
    assert official.sees("Decision of the owners")
    official.go("admin:consultations_round_countersign", vote.pk).press("Countersign")
    official.go("admin:consultations_review_changelist").press("Changshiyuan Community").press("Approve the plan")
    official.press("Approve the plan")
    assert way.stage == "approved"


def _unit(way: Changshiyuan, door: str) -> Unit:
    return Unit.objects.get(place__community=way.community, door=door)


def _answer_all(person: Person, answer: str, *, against: str = "") -> None:
    """The same answer to every question but one, part by part, then the summary and the confirmation."""
    page = person.page
    unwanted = {f"a-{number}" for number in Question.objects.filter(code=against).values_list("number", flat=True)}
    for _ in range(MOST_PARTS):
        if page.get_by_role("button", name="Yes, cast my ballot").count():
            break
        for name in {box.get_attribute("name") for box in page.locator(f"form.ballot input[value='{answer}']").all()}:
            said = "-" if name in unwanted else answer
            page.locator(f"input[name='{name}'][value='{said}']").check(force=True)
        person.press("Save and go on")
    person.press("Yes, cast my ballot")


def _the_others_answer(way: Changshiyuan, round: Round, but: str) -> None:
    voices = way.paper(round).voices
    way.cast_as_they_lean(round, (voice for voice in voices if voice.name != f"{way.slug}/{but}"))


def _close_and_count(doors: Doors, round: Round) -> None:
    go_to(doors.way, round.closes_at)
    doors.chair.go("desk_rounds", doors.way.slug).press("Close the vote").press("Close the vote")
    doors.chair.go("desk_rounds", doors.way.slug).press("Count the vote").press("Count the vote")


def _meet(doors: Doors, motion: dict[str, str]) -> None:
    go_to(doors.way, doors.way.at + timedelta(days=1))
    held = doors.way.at - timedelta(hours=20)
    recorder = doors.recorder.go("desk_meetings", doors.way.slug)
    recorder.fill(kind="residents", held_day=day(held), held_hour="19:30", venue="Courtyard", entitled="224")
    recorder.fill(present="140", **motion)
    recorder.press("Record the meeting")
