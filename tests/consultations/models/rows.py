"""A row of every table, made by the services where they make such rows."""

from types import SimpleNamespace

from communities.models import Person, Unit, User
from consultations.domain.review import Office, Opinion
from consultations.models import (
    BallotDispute,
    BallotDraft,
    Consultation,
    DoorMark,
    DoorWalker,
    Funding,
    Objection,
    PaperCheck,
    Posting,
    Reminder,
    Round,
    WorksReport,
)
from consultations.services import notices, offering, reviewing, surveying
from tests.consultations import papered, remarked, sat
from tests.residents import with_couple
from tests.world import CHAIR, NOT, OFFICIAL, RECORDER, WANT, World


def rows() -> SimpleNamespace:
    """One community under review, and another with a menu in preparation."""
    h = SimpleNamespace()
    _voted(h, World().consulting())
    _reviewed(h)
    _in_preparation(h, World("other"))
    _disputed(h, World("fourth", rows=with_couple()).consulting())
    _sat(h, World("fifth").consulting())
    return h


def _voted(h: SimpleNamespace, world: World) -> None:
    h.world, h.at = world, world.at
    h.decision = world.decide()
    first, second, *others = world.entries(h.decision)
    h.replaced = world.cast(h.decision, first, NOT)
    for entry in (first, second, *others):
        world.cast(h.decision, entry, WANT)
    h.decision = world.close_and_count(h.decision)
    h.selection = Round.objects.get(consultation=world.pk, kind="selection")
    h.ballot, h.other_ballot = h.decision.ballots.order_by("pk")[:2]
    h.version = h.ballot.standing
    h.draft = BallotDraft.objects.create(round=h.decision, entry=first, answers=h.version.answers, saved_at=world.at)
    h.reminder = Reminder.objects.create(
        round=h.decision, entry=first, channel="email", day=world.at.date(), sent_by=CHAIR, sent_at=world.at
    )
    _walked(h, world)
    h.question = h.decision.questions.get(number=1)
    h.other_place = h.decision.questions.exclude(place=h.question.place).first().place
    h.household = h.decision.roll.entries.filter(kind="household").first()
    h.tally, h.wish = h.decision.tally, h.selection.tally.lines.first()
    h.tally_line = h.tally.lines.first()


def _walked(h: SimpleNamespace, world: World) -> None:
    unit = Unit.objects.of(world.community.pk).order_by("pk")[0]
    walker = User.objects.create(username="walker")
    h.door_mark = DoorMark.objects.create(
        round=h.decision, unit=unit, mark="letter", marked_by=CHAIR, marked_at=world.at
    )
    h.door_walker = DoorWalker.objects.create(unit=unit, user=walker, given_by=CHAIR, given_at=world.at)


def _reviewed(h: SimpleNamespace) -> None:
    world = h.world
    notices.post_result(round_id=h.decision.pk, posted_where="公告栏", by=CHAIR, at=world.at)
    world.final()
    h.notice = notices.post_plan(consultation_id=world.pk, posted_where="公告栏", by=CHAIR, at=world.at)
    h.result_notice = h.decision.notices.get()
    h.posting = Posting.objects.create(notice=h.notice, place="大门", put_up_by=CHAIR, put_up_at=world.at)
    h.objection = Objection.objects.create(notice=h.notice, text="不同意", filed_by="voice:1", filed_at=world.at)
    notices.answer_objection(objection_id=h.objection.pk, answer="已说明", upheld=False, by=RECORDER, at=world.at)
    h.objection.refresh_from_db()
    h.review = reviewing.submit_plan(consultation_id=world.pk, by=CHAIR, at=world.wait(days=7).at)
    h.opinion = reviewing.give_opinion(
        review_id=h.review.pk, office=Office.FIRE, opinion=Opinion.OBJECTS, note="通道过窄", by=OFFICIAL, at=world.at
    )
    h.report = WorksReport.objects.create(
        consultation=world.consultation,
        kind="evaluation",
        text="已评估",
        satisfied_percent=80,
        reported_by=CHAIR,
        reported_at=world.at,
    )
    h.consultation = Consultation.objects.get(pk=world.pk)
    h.move = h.consultation.moves.first()
    h.plan, h.meeting = h.notice.plan, h.consultation.meetings.order_by("number").last()
    h.plan_line, h.resolution = h.plan.lines.first(), h.meeting.resolutions.get()
    h.funding = Funding.objects.create(
        offered=h.plan_line.offered, source="district", amount_fen=1, set_by=CHAIR, set_at=world.at
    )
    h.menu, h.offered = h.decision.menu, h.question.offered


def _in_preparation(h: SimpleNamespace, other: World) -> None:
    h.line, h.second_line = (
        offering.set_line(
            consultation_id=other.pk,
            code=code,
            place_code="community",
            quantity_milli=1_000,
            unit_price_fen=price,
            by=CHAIR,
            at=other.at,
        )
        for code, price in (("C1.07", 400_000), ("C2.05", 6_000_000))
    )
    h.preparing, h.building = h.line.menu, other.community.places.get(code="1")
    h.left = offering.leave_out(
        consultation_id=other.pk, code="C3.01", place_code="1", reason="另有项目", by=CHAIR, at=other.at
    )
    h.finding = surveying.report_finding(
        consultation_id=other.pk,
        item_id=h.line.item_id,
        place_id=h.line.place_id,
        text_zh="管道漏水",
        by=CHAIR,
        at=other.at,
    )
    h.other_roll = other.roll
    _remarked(h, World("third"))


def _remarked(h: SimpleNamespace, world: World) -> None:
    """A selection that is open, in which a household of stairwell 1-1 wrote about an item of the community."""
    h.open = world.prepare().select()
    h.remark = remarked.write(world, h.open)
    h.elsewhere = h.open.questions.filter(place__code="1-2").first()
    h.owner_voice = h.open.roll.entries.filter(kind="owner").first()
    h.wished = h.selection.questions.first()


def _disputed(h: SimpleNamespace, world: World) -> None:
    """A decision that is open, with a ballot the representative's co-owner disputes."""
    h.deciding = world.decide()
    entry = next(each for each in world.entries(h.deciding) if each.owner.members.count() == 2)
    h.disputed = world.cast(h.deciding, entry, WANT).stands_for
    h.partner, other = (member.person for member in entry.owner.members.order_by("-is_representative"))
    h.stranger = Person.objects.exclude(pk__in=[h.partner.pk, other.pk]).first()
    h.dispute = BallotDispute.objects.create(
        ballot=h.disputed, person=other, reason="未与我商量", raised_by="voice:1", raised_at=world.at
    )
    h.sheet = papered.entered(world, h.deciding)
    h.second_sheet = papered.issue(world, h.deciding, world.entries(h.deciding)[1])[0]
    h.reading = h.sheet.readings.get(position=1)
    h.paper_check = PaperCheck.objects.create(round=h.deciding, in_box=1, box_counted_by=CHAIR, box_counted_at=world.at)
    h.selected = world.consultation.rounds.get(kind="selection").ballots.first()


def _sat(h: SimpleNamespace, world: World) -> None:
    h.prepared, h.sitting, h.signed = sat.prepared(world), sat.ended(world), sat.signed(world)
    h.point, h.guest, h.second_guest = sat.point(h.sitting), h.sitting.guests.get(), h.prepared.guests.get()
    h.advice, h.stay, h.proposal = h.point.advice.get(), h.sitting.attendances.first(), h.sitting.proposals.get()
