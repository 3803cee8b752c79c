"""How each refusal of a meeting that is run here is met."""

from datetime import timedelta
from typing import Any

from consultations.domain.sittings import Field, Kind, Part
from consultations.domain.stages import Stage
from consultations.models import Guest, Proposal, Sitting
from consultations.services import minuting, sitting_room, sittings
from tests.consultations import sat
from tests.world import CHAIR, RECORDER, World

C = Stage.CONSULTING


def told(world: World, sitting: Sitting) -> dict[str, Any]:
    return {"sitting_id": sitting.pk, "by": CHAIR, "at": world.at}


def by_name(world: World) -> Sitting:
    """One representative is called, and is there."""
    sitting = sat.opened(world, Kind.REPRESENTATIVES, entitled=1)
    come_by_name(world, sitting)
    return sitting


def come_by_name(world: World, sitting: Sitting, name: str = "测试代表一") -> None:
    sitting_room.sign_in_name(name=name, **told(world, sitting))


def uncounted(world: World) -> Proposal:
    sitting = sat.opened(world)
    sat.come(world, sitting, 6)
    return sat.put(world, sitting)


def gone(world: World) -> Any:
    (stay,) = sat.come(world, sat.opened(world), 1)
    return leave(world, stay)


def leave(world: World, stay: Any) -> Any:
    return sitting_room.leave(attendance_id=stay.pk, by=CHAIR, at=world.at)


def edit(world: World, sitting: Sitting, text: str) -> None:
    minuting.edit_minutes(text=text, **told(world, sitting))


def put(world: World, sitting: Sitting, text: str = "多设座椅", *, adopts: bool = False) -> None:
    sat.put(world, sitting, text, adopts=adopts)


def advise(world: World, sitting: Sitting, guest: Guest, text: str) -> None:
    sitting_room.advise(point_id=sat.point(sitting).pk, guest_id=guest.pk, text=text, by=CHAIR, at=world.at)


def invite(world: World, sitting: Sitting, name: str) -> None:
    sittings.invite(name=name, field=Field.OTHER, office="", **told(world, sitting))


def without_points(world: World) -> Sitting:
    sitting = sat.prepared(world)
    sittings.remove_point(point_id=sat.point(sitting).pk, by=CHAIR, at=world.at)
    return sitting


def two(world: World) -> tuple[Sitting, Guest]:
    """A meeting that runs, and a guest of another."""
    return sat.opened(world), sat.prepared(world).guests.get()


REFUSED = {
    ("SittingRefused", "not_now"): (C, sat.called, lambda w, s: sittings.call(**told(w, s))),
    ("SittingRefused", "venue_missing"): (C, None, lambda w: sat.prepared(w, venue=" ")),
    ("SittingRefused", "in_the_past"): (C, None, lambda w: sat.prepared(w, starts_at=w.at - timedelta(seconds=1))),
    ("SittingRefused", "no_roll"): (Stage.DRAFT, None, sat.prepared),
    ("SittingRefused", "nobody_entitled"): (C, None, lambda w: sat.prepared(w, Kind.REPRESENTATIVES)),
    ("SittingRefused", "point_without_text"): (
        C,
        sat.prepared,
        lambda w, s: sittings.add_point(text=" ", **told(w, s)),
    ),
    ("SittingRefused", "gone_already"): (C, gone, leave),
    ("SittingRefused", "guest_without_name"): (C, sat.prepared, lambda w, s: invite(w, s, " ")),
    ("SittingRefused", "invited_already"): (C, sat.prepared, lambda w, s: invite(w, s, sat.GUEST)),
    ("SittingRefused", "agenda_empty"): (C, without_points, lambda w, s: sittings.call(**told(w, s))),
    ("SittingRefused", "notice_too_short"): (
        C,
        None,
        lambda w: sat.called(w, starts_at=w.at + timedelta(days=2)),
    ),
    ("SittingRefused", "reason_missing"): (C, sat.called, lambda w, s: sittings.cancel(reason=" ", **told(w, s))),
    ("SittingRefused", "too_early"): (C, sat.called, lambda w, s: sitting_room.open_sitting(**told(w, s))),
    ("SittingRefused", "hands_uncounted"): (C, uncounted, lambda w, p: sat.end(w, p.sitting)),
    ("SittingRefused", "not_called"): (
        C,
        sat.opened,
        lambda w, s: sitting_room.sign_in(entry_id=s.roll.entries.latest("pk").pk + 1, **told(w, s)),
    ),
    ("SittingRefused", "there_already"): (
        C,
        by_name,
        lambda w, s: come_by_name(w, s),
    ),
    ("SittingRefused", "by_the_roll"): (C, sat.opened, lambda w, s: come_by_name(w, s)),
    ("SittingRefused", "name_missing"): (C, by_name, lambda w, s: come_by_name(w, s, " ")),
    ("SittingRefused", "more_than_called"): (C, by_name, lambda w, s: come_by_name(w, s, "测试代表二")),
    ("SittingRefused", "advice_without_text"): (C, sat.opened, lambda w, s: advise(w, s, s.guests.get(), " ")),
    ("SittingRefused", "guest_elsewhere"): (C, two, lambda w, s: advise(w, *s, "三毫米")),
    ("SittingRefused", "without_motion"): (C, sat.opened, lambda w, s: put(w, s, " ")),
    ("SittingRefused", "no_draft"): (C, sat.opened, lambda w, s: put(w, s, adopts=True)),
    ("SittingRefused", "counted_already"): (
        C,
        lambda w: sat.count(w, uncounted(w), 6, 0),
        lambda w, p: sat.count(w, p, 5, 0),
    ),
    ("SittingRefused", "more_hands_than_present"): (C, uncounted, lambda w, p: sat.count(w, p, 6, 1)),
    ("SittingRefused", "nobody_came"): (
        C,
        lambda w: sat.end(w, sat.opened(w)),
        lambda w, s: minuting.draft_minutes(text="草稿", **told(w, s)),
    ),
    ("SittingRefused", "minutes_without_text"): (C, sat.minuted, lambda w, s: edit(w, s, " ")),
    ("SittingRefused", "minutes_changed"): (
        C,
        sat.minuted,
        lambda w, s: sat.sign(w, s, Part.CHAIR, CHAIR, seen="旧的"),
    ),
    ("SittingRefused", "signed_already"): (
        C,
        lambda w: sat.sign(w, sat.minuted(w), Part.CHAIR, CHAIR),
        lambda w, s: sat.sign(w, s, Part.CHAIR, RECORDER),
    ),
    ("SittingRefused", "one_person_for_both"): (
        C,
        lambda w: sat.sign(w, sat.minuted(w), Part.CHAIR, CHAIR),
        lambda w, s: sat.sign(w, s, Part.RECORDER, CHAIR),
    ),
}
