"""A meeting brought to any of its states, by the acts that lead there."""

from datetime import datetime, timedelta

from communities.models import RollEntry
from consultations.domain.remarks import mark
from consultations.domain.sittings import Field, Hands, Kind, Part
from consultations.models import AgendaPoint, Attendance, Meeting, Proposal, Sitting
from consultations.services import minuting, sitting_room, sittings
from tests.world import CHAIR, RECORDER, World

ADVICE, MINUTES, GUEST = "防水层厚度应不小于三毫米", "大家都发了言。", "测试工程师"


def prepared(world: World, kind: Kind = Kind.RESIDENTS, **given: object) -> Sitting:
    """In three days, with one point and one engineer."""
    told = {"starts_at": world.at + timedelta(days=3), "venue": " 院坝 ", "entitled": None} | given
    sitting = sittings.prepare(consultation_id=world.pk, kind=kind, by=CHAIR, at=world.at, **told)
    sittings.add_point(sitting_id=sitting.pk, text="屋面防水", by=CHAIR, at=world.at)
    sittings.invite(sitting_id=sitting.pk, name=GUEST, field=Field.ENGINEER, office="市设计院", by=CHAIR, at=world.at)
    return Sitting.objects.get(pk=sitting.pk)


def called(world: World, kind: Kind = Kind.RESIDENTS, **given: object) -> Sitting:
    sitting = prepared(world, kind, **given)
    return sittings.call(sitting_id=sitting.pk, by=CHAIR, at=world.at)


def opened(world: World, kind: Kind = Kind.RESIDENTS, **given: object) -> Sitting:
    sitting = called(world, kind, **given)
    world.at = sitting.starts_at
    return sitting_room.open_sitting(sitting_id=sitting.pk, by=CHAIR, at=world.at)


def voices(sitting: Sitting) -> list[RollEntry]:
    """The households or owners who are called."""
    kind = "owner" if sitting.kind == Kind.OWNERS_ASSEMBLY else "household"
    return list(sitting.roll.entries.filter(kind=kind).order_by("number"))


def come(world: World, sitting: Sitting, many: int) -> list[Attendance]:
    """The first so many voices of the roll are in the room."""
    told = {"sitting_id": sitting.pk, "by": RECORDER, "at": world.at}
    return [sitting_room.sign_in(entry_id=entry.pk, **told) for entry in voices(sitting)[:many]]


def point(sitting: Sitting) -> AgendaPoint:
    return sitting.points.get(number=1)


def put(world: World, sitting: Sitting, text: str = "多设座椅", *, adopts: bool = False) -> Proposal:
    return sitting_room.put(point_id=point(sitting).pk, text=text, adopts_draft=adopts, by=CHAIR, at=world.at)


def count(world: World, proposal: Proposal, *hands: int) -> Proposal:
    return sitting_room.count(proposal_id=proposal.pk, hands=Hands(*hands), by=CHAIR, at=world.at)


def advise(world: World, sitting: Sitting, text: str = ADVICE) -> None:
    guest = sitting.guests.get().pk
    sitting_room.advise(point_id=point(sitting).pk, guest_id=guest, text=text, by=RECORDER, at=world.at)


def ended(world: World, *hands: int, adopts: bool = False) -> Sitting:
    """Six households come, hear the engineer and resolve one thing."""
    sitting = opened(world)
    come(world, sitting, 6)
    advise(world, sitting)
    count(world, put(world, sitting, adopts=adopts), *(hands or (5, 1, 0)))
    return end(world, sitting)


def end(world: World, sitting: Sitting) -> Sitting:
    return sitting_room.end_sitting(sitting_id=sitting.pk, by=CHAIR, at=world.wait(hours=1).at)


def minuted(world: World, **given: bool) -> Sitting:
    sitting = ended(world, **given)
    return minuting.draft_minutes(sitting_id=sitting.pk, text=MINUTES, by=RECORDER, at=world.at)


def sign(
    world: World, sitting: Sitting, part: Part, by: str, seen: str = MINUTES, at: datetime | None = None
) -> Sitting:
    told = {"name": f"测试签名{by}", "seen": mark(seen), "by": by, "at": at or world.at}
    return minuting.sign(sitting_id=sitting.pk, part=part, **told)


def signed(world: World, **given: bool) -> Sitting:
    sitting = minuted(world, **given)
    sign(world, sitting, Part.CHAIR, CHAIR)
    return sign(world, sitting, Part.RECORDER, RECORDER)


def published(world: World, **given: bool) -> Meeting:
    return minuting.publish(sitting_id=signed(world, **given).pk, by=CHAIR, at=world.at)


def everything(world: World) -> None:
    """Whatever can be done with meetings: one is moved, called and cancelled, another held to its published minutes."""
    off = prepared(world)
    by = {"by": CHAIR, "at": world.at}
    sittings.move(sitting_id=off.pk, starts_at=off.starts_at, venue="花园", **by)
    sittings.remove_point(point_id=point(off).pk, **by)
    sittings.add_point(sitting_id=off.pk, text="公厕", **by)
    sittings.call(sitting_id=off.pk, **by)
    sittings.cancel(sitting_id=off.pk, reason="暴雨", **by)
    held = opened(world)
    first, *_ = come(world, held, 6)
    sitting_room.leave(attendance_id=first.pk, by=RECORDER, at=world.at)
    advise(world, held)
    count(world, put(world, held), 4, 1, 0)
    end(world, held)
    told = {"sitting_id": held.pk, "by": RECORDER, "at": world.at}
    minuting.draft_minutes(text="草稿", **told)
    minuting.edit_minutes(text=MINUTES, **told)
    sign(world, held, Part.CHAIR, CHAIR)
    sign(world, held, Part.RECORDER, RECORDER)
    minuting.publish(**told)
