"""From door to door: every building drawn, each door with its state. Who has answered, never what."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import may
from communities.domain.electorate import COMMUNITY
from communities.domain.letters import walk
from communities.domain.roles import Permission
from communities.models import User
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted, carried_out
from consultations.domain.doors import MARKS, Door, State, building_of, counted, drawn
from consultations.domain.rules import from_plain
from consultations.forms.desk.doors import MarkForm, WalkerForm
from consultations.loaders import doors as loader
from consultations.models import Consultation, Round
from consultations.services import walking
from consultations.titles import DOOR_STATES, of_round
from consultations.views.desk.shell import by, fill_in, page, sent
from renewal_portal.ledger.clock import now
from renewal_portal.shown.places import code_name

WALK, ASSIGN = Permission.WALK_DOORS, Permission.ASSIGN_DOORS
ICONS = {
    State.NOT_REACHED: "ring",
    State.LETTER: "letter",
    State.ONLINE: "check",
    State.PAPER_OUT: "paper",
    State.PAPER_BACK: "ballot",
    State.REFUSED: "cross",
    State.MOVED: "leave",
}


@staff
@require_GET
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Every building with its turnout and how many doors are in which state."""
    consultation = access.desk(request.user, WALK, slug)
    round, walker = loader.current_round(consultation), _walker(request, consultation)
    doors = loader.doors(round, walker=walker) if round else []
    return page(request, "doors", consultation, "desk_doors", **_frame(request, consultation, round, doors, walker))


def _frame(
    request: HttpRequest, consultation: Consultation, round: Round | None, doors: Sequence[Door], walker: int | None
) -> dict[str, Any]:
    all_mine = not may(request.user, ASSIGN, consultation.community)
    return {
        "round": round,
        "name": of_round(round) if round else "",
        **(_buildings(round, doors, walker) if round else {}),
        "walkers": [] if all_mine else _named(loader.walkers(consultation.community)),
        "walker": walker,
        "all_mine": all_mine,
        "now": now(),
    }


def _buildings(round: Round, doors: Sequence[Door], walker: int | None) -> dict[str, Any]:
    turnouts = loader.turnouts_by_building(round)
    codes = sorted({building_of(door.place) for door in doors}, key=walk)
    buildings = [
        {
            "title": code_name(code),
            "href": _address(round, code, walker=walker),
            "turnout": turnouts.get(code),
            "states": _legend([door for door in doors if building_of(door.place) == code]),
        }
        for code in codes
    ]
    return {"whole": turnouts.get(COMMUNITY), "buildings": buildings, "quorum": from_plain(round.rule_book).quorum}


@staff
@require_http_methods(["GET", "POST"])
def building(request: HttpRequest, slug: str, building: str) -> HttpResponse:
    """One building, floor by floor. With a mark chosen, a tap on a door records it."""
    consultation = access.desk(request.user, WALK, slug)
    round, walker = loader.current_round(consultation), _walker(request, consultation)
    if round is None:
        raise Http404
    mark = _mark(request.GET)
    if request.method == "POST":
        return _record(request, round, building, walker)
    doors = [door for door in loader.doors(round, walker=walker) if building_of(door.place) == building]
    if not doors:
        raise Http404
    tapped = next((door for door in doors if str(door.unit) == request.GET.get("tapped")), None)
    return page(
        request,
        "doors_building",
        consultation,
        "desk_doors",
        title=code_name(building),
        round=round,
        name=of_round(round),
        turnout=loader.turnouts_by_building(round).get(building),
        quorum=from_plain(round.rule_book).quorum,
        stairwells=[(code_name(each.place), _rows(each.floors)) for each in drawn(doors)],
        states=_legend(doors),
        stamps=_stamps(round, building, mark, walker) if round.state == "open" else [],
        mark=mark,
        tapped=tapped and (tapped, DOOR_STATES[tapped.state]),
        here=_address(round, building, mark=mark, walker=walker),
        now=now(),
    )


def _record(request: HttpRequest, round: Round, building: str, walker: int | None) -> HttpResponse:
    """A tap: one door, one mark; back to the same place of the same page."""
    form, unit = MarkForm(request.POST), request.POST.get("unit", "")
    if not form.is_valid() or not unit.isdecimal():
        return redirect(_address(round, building, walker=walker))
    door, mark = access.desk_door(request.user, _slug(round), int(unit)), form.cleaned_data["mark"]
    values = {"round_id": round.pk, "unit_id": door.pk, "mark": mark, "by": by(request), "at": now()}
    tapped = door.pk if carried_out(request, walking.mark_door, **values) else None
    return redirect(_address(round, building, mark=mark, walker=walker, tapped=tapped) + f"#door-{door.pk}")


@staff
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One door: how it stands, what was recorded and by whom, and a large button for each mark."""
    unit = access.desk_door(request.user, slug, pk)
    consultation = access.desk(request.user, WALK, slug)
    round = loader.current_round(consultation)
    found = loader.door_in(round, unit.pk) if round else None
    if round is None or found is None:
        raise Http404
    if request.method == "POST":
        return _record(request, round, building_of(found.place), None)
    return page(
        request,
        "door",
        consultation,
        "desk_doors",
        title=found.door,
        round=round,
        name=of_round(round),
        door=found,
        state=DOOR_STATES[found.state],
        picture=ICONS[found.state],
        marks=[(mark, DOOR_STATES[mark], ICONS[mark]) for mark in MARKS if mark is not found.state],
        history=_history(round, unit.pk),
        walker=dict(_named(loader.walkers(consultation.community))).get(found.walker or 0, ""),
        back=_address(round, building_of(found.place)),
    )


@staff
@require_http_methods(["GET", "POST"])
def walkers(request: HttpRequest, slug: str) -> HttpResponse:
    """Who goes where: a volunteer, and the stairwells they take."""
    consultation = access.desk(request.user, ASSIGN, slug)
    round = loader.current_round(consultation)
    doors = loader.doors(round) if round else []
    known = _named(loader.walkers(consultation.community))
    form = WalkerForm(sent(request), walkers=known, places=_places(doors, dict(known)))
    if form.is_bound and form.is_valid():
        chosen = set(form.cleaned_data["places"])
        values: dict[str, Any] = {
            "community_id": consultation.community_id,
            "unit_ids": [door.unit for door in doors if door.place in chosen],
            "user_id": form.cleaned_data["walker"],
        }
        if accepted(form, walking.assign_doors, field="walker", **values, by=by(request), at=now()):
            messages.success(request, translate("It is recorded who goes there."))
            return redirect("desk_doors", slug)
    return fill_in(
        request,
        consultation,
        "desk_doors",
        title=translate("Who goes where"),
        lead=translate(
            "A volunteer sees and records only the doors that are theirs. Choosing anew replaces who went before."
        ),
        form=form,
        submit=translate("Record who goes"),
    )


def _places(doors: Sequence[Door], names: dict[int, str]) -> list[tuple[str, str]]:
    """Every stairwell with how many doors it has and who goes there today."""
    found = []
    for each in drawn(doors):
        own = [door for door in doors if door.place == each.place]
        number = ngettext("%(n)s door", "%(n)s doors", len(own)) % {"n": len(own)}
        who = sorted({names.get(door.walker, "") for door in own if door.walker} - {""})
        found.append((each.place, " · ".join([code_name(each.place), number, *who])))
    return found


def _walker(request: HttpRequest, consultation: Consultation) -> int | None:
    """Whose doors are shown: one's own for a volunteer; for who assigns them, those asked for or all."""
    if not may(request.user, ASSIGN, consultation.community):
        return int(request.user.pk or 0)
    asked = request.GET.get("walker", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def _mark(asked: QueryDict) -> State | None:
    return next((mark for mark in MARKS if mark.value == asked.get("mark")), None)


def _stamps(round: Round, building: str, mark: State | None, walker: int | None) -> list[dict[str, Any]]:
    """What a tap does: looks at the door, or records one mark."""
    looks = {"label": translate("Look"), "icon": "eye", "href": _address(round, building, walker=walker)}
    return [
        looks | {"chosen": mark is None},
        *(
            {
                "label": DOOR_STATES[each],
                "icon": ICONS[each],
                "href": _address(round, building, mark=each, walker=walker),
                "chosen": each is mark,
            }
            for each in MARKS
        ),
    ]


def _rows(floors: Sequence[Any]) -> list[tuple[int | None, list[tuple[Door, Any, str]]]]:
    return [
        (floor.number, [(door, DOOR_STATES[door.state], ICONS[door.state]) for door in floor.doors]) for floor in floors
    ]


def _legend(doors: Sequence[Door]) -> list[tuple[State, Any, str, int]]:
    return [(state, DOOR_STATES[state], ICONS[state], number) for state, number in counted(doors).items()]


def _history(round: Round, unit: int) -> list[tuple[Any, str, Any]]:
    rows = [(row, row.marked_by.removeprefix("user:")) for row in loader.marks_at(round, unit)]
    acted = {int(pk) for _, pk in rows if pk.isdecimal()}
    names = {str(pk): name for pk, name in _named(User.objects.filter(pk__in=acted))}
    return [(DOOR_STATES[State(row.mark)], names.get(pk, ""), row.marked_at) for row, pk in rows]


def _named(users: Any) -> list[tuple[int, str]]:
    return [(user.pk, user.full_name or user.username) for user in users]


def _address(
    round: Round, building: str, *, mark: State | None = None, walker: int | None = None, tapped: int | None = None
) -> str:
    asked = QueryDict(mutable=True)
    asked.update(
        {name: str(value) for name, value in {"mark": mark, "walker": walker, "tapped": tapped}.items() if value}
    )
    query = f"?{asked.urlencode()}" if asked else ""
    return reverse("desk_doors_building", args=[_slug(round), building]) + query


def _slug(round: Round) -> str:
    return str(round.consultation.community.slug)
