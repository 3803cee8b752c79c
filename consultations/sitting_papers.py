"""The papers of a meeting: notice, invitation, list, attendance, minutes; words for templates/papers/sitting.typ.

The same meeting gives the same bytes, so that a paper in the file can be compared with the page at any time.
"""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as translate

from consultations import titles
from consultations.domain.sittings import Field, State
from consultations.loaders import sittings as loader
from consultations.minutes import resolved
from consultations.models import Sitting
from consultations.sitting_sentences import FIELDS
from renewal_portal.shown.codes import qr
from renewal_portal.shown.times import day, moment
from renewal_portal.shown.words import in_language
from renewal_portal.typesetting import typeset

LAYOUT = "sitting"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
#: A file in a ZIP has a date; a fixed one keeps the bytes the same.
EPOCH = (1980, 1, 1, 0, 0, 0)

Rows = list[list[str]]


def pdf(sitting: Sitting, name: str, language: str) -> bytes:
    """One paper in one language ("zh" or "en")."""
    return typeset(LAYOUT, paper(sitting, name, language))


def answer(sitting: Sitting, name: str, language: str) -> HttpResponse:
    """A paper to be looked at or printed. Raises Http404 for one there is not."""
    if name not in PAPERS or language not in LANGUAGES:
        raise Http404
    file = f"{sitting.consultation.community.slug}-meeting-{sitting.number}-{name}-{language}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{file}"'}
    return HttpResponse(pdf(sitting, name, language), content_type="application/pdf", headers=headers)


def paper(sitting: Sitting, name: str, language: str) -> dict[str, Any]:
    """The data of a paper."""
    with translation.override(LANGUAGES[language]):
        return _frame(sitting, language) | PAPERS[name](sitting)


def session(sitting: Sitting) -> bytes:
    """Every paper there is by now, both languages, in one ZIP; the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in there_are(sitting):
            for language in LANGUAGES:
                archive.writestr(zipfile.ZipInfo(f"{name}-{language}.pdf", EPOCH), pdf(sitting, name, language))
    return made.getvalue()


def there_are(sitting: Sitting) -> list[str]:
    """The papers a meeting has by now: the list to be signed before it, who came after it."""
    names = ["notice", "invitation", "sign-in"]
    if sitting.ended_at is not None:
        names.append("attendance")
    return [*names, "minutes"] if sitting.minutes else names


def _frame(sitting: Sitting, language: str) -> dict[str, Any]:
    """What every paper says: which meeting, when, where, whose."""
    community = sitting.consultation.community
    return {
        "lang": language,
        "community": in_language(community),
        "meeting": titles.of_sitting(sitting),
        "facts": [
            [translate("When"), moment(sitting.opened_at or sitting.starts_at)],
            [translate("Where"), sitting.venue],
            [translate("Called"), str(sitting.entitled)],
        ],
        "size": "a4",
        "lead": "",
        "sections": [],
        "table": [],
        "foot": "",
        "qr": "",
        "alt": "",
        "sign": [],
    }


def _notice(sitting: Sitting) -> dict[str, Any]:
    posted = translate("Posted on %(day)s") % {"day": day(sitting.called_at)} if sitting.called_at else ""
    return {
        "title": translate("Notice of a meeting"),
        "size": "a3",
        "lead": translate(
            "You are invited to this meeting. Everybody may listen; those who are called may raise hands."
        ),
        "sections": [_agenda(sitting), *_guests(sitting)],
        "foot": posted,
        **_address(sitting),
    }


def _invitation(sitting: Sitting) -> dict[str, Any]:
    phone = sitting.consultation.community.committee_phone
    return {
        "title": translate("Invitation"),
        "lead": translate(
            "Please come, or tell a neighbour what matters to you. Bring your letter: with it you sign in at the door, "
            "by telephone or on the list."
        ),
        "sections": [_agenda(sitting), *_guests(sitting)],
        "foot": translate("The committee's telephone: %(phone)s") % {"phone": phone} if phone else "",
        **_address(sitting),
    }


def _sign_in(sitting: Sitting) -> dict[str, Any]:
    """The list at the door: every voice a line; where people come by name, empty lines."""
    names = [titles.of_entry(entry) for entry in loader.called(sitting)] or [""] * sitting.entitled
    return {
        "title": translate("Sign-in list"),
        "lead": translate("Write your signature and when you came; if you leave before the end, when you left."),
        "table": [
            [translate("No."), translate("Who"), translate("Came"), translate("Left"), translate("Signature")],
            *([str(number), name, "", "", ""] for number, name in enumerate(names, start=1)),
        ],
    }


def _attendance(sitting: Sitting) -> dict[str, Any]:
    seen = loader.room(sitting, sitting.starts_at)
    stays = loader.attendances(sitting)
    return {
        "title": translate("Attendance"),
        "lead": translate("%(came)s of %(entitled)s came; %(present)s were there at the end.")
        % {"came": seen.came, "entitled": seen.entitled, "present": seen.present},
        "sections": _guests(sitting),
        "table": [
            [translate("No."), translate("Who"), translate("Came"), translate("Left"), translate("Noted")],
            *(
                [
                    str(number),
                    titles.of_stay(stay),
                    moment(stay.came_at),
                    moment(stay.left_at),
                    translate("by phone") if stay.by_phone else translate("on the list"),
                ]
                for number, stay in enumerate(stays, start=1)
            ),
        ],
    }


def _minutes(sitting: Sitting) -> dict[str, Any]:
    seen = loader.room(sitting, sitting.starts_at)
    hands = [resolved(each) for each in loader.proposals(sitting)]
    signed = State(sitting.state) in (State.SIGNED, State.PUBLISHED)
    return {
        "title": translate("Minutes"),
        "lead": translate("%(came)s of %(entitled)s came; %(present)s were there at the end.")
        % {"came": seen.came, "entitled": seen.entitled, "present": seen.present},
        "sections": [
            {"heading": translate("What was talked about"), "lines": sitting.minutes.split("\n"), "numbered": False},
            *([{"heading": translate("Resolutions"), "lines": hands, "numbered": True}] if hands else []),
        ],
        "sign": [
            [translate("Chair of the meeting"), sitting.chair_name, moment(sitting.chair_at)],
            [translate("Recorder of the meeting"), sitting.recorder_name, moment(sitting.recorder_at)],
        ],
        "foot": "" if signed else translate("Draft, not signed yet."),
    }


def _agenda(sitting: Sitting) -> dict[str, Any]:
    points = [point.text for point in loader.agenda(sitting)]
    return {"heading": translate("Agenda"), "lines": points, "numbered": True}


def _guests(sitting: Sitting) -> list[dict[str, Any]]:
    rows = [
        " · ".join(filter(None, [str(FIELDS[Field(each.field)]), each.name, each.office]))
        for each in loader.guests(sitting)
    ]
    return [{"heading": translate("Guests"), "lines": rows, "numbered": False}] if rows else []


def _address(sitting: Sitting) -> dict[str, str]:
    """Where the meeting stands on the portal, as a square code."""
    address = settings.BASE_URL + reverse("sitting", args=[sitting.consultation.community.slug, sitting.pk])
    return {"qr": str(qr(address)), "alt": translate("QR code: opens the page of this meeting")}


PAPERS: dict[str, Callable[[Sitting], dict[str, Any]]] = {
    "notice": _notice,
    "invitation": _invitation,
    "sign-in": _sign_in,
    "attendance": _attendance,
    "minutes": _minutes,
}
#: What anybody may print.
PUBLIC = ("notice", "minutes")
