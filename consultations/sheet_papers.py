"""What a paper ballot says, in Chinese and in English: words for the layout templates/papers/sheets.typ."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as translate

from consultations import titles
from consultations.loaders.desk.sheets import doors_of
from consultations.loaders.paper import Line, sheet
from consultations.models import PaperSheet, Round
from renewal_portal.shown.codes import grouped, qr
from renewal_portal.shown.numbers import yuan
from renewal_portal.shown.places import place_name
from renewal_portal.shown.times import moment
from renewal_portal.shown.words import in_language, listed
from renewal_portal.typesetting import typeset

CHINESE, ENGLISH = "zh-hans", "en"
LAYOUT = "sheets"


def sheets_pdf(round: Round, papers: Sequence[PaperSheet]) -> bytes:
    """These sheets, each beginning on a page of its own. The same sheets give the same bytes."""
    doors = doors_of(round, [paper.entry for paper in papers])
    own = {paper.pk: sorted(sheet(round, paper.entry).lines, key=lambda line: line.number) for paper in papers}
    spoken: dict[str, Any] = {}
    for language in (CHINESE, ENGLISH):
        with translation.override(language):
            lines = {pk: [_line(line) for line in found] for pk, found in own.items()}
            spoken[language] = _words(round), lines
    (zh, zh_lines), (en, en_lines) = spoken[CHINESE], spoken[ENGLISH]
    with translation.override(CHINESE):
        pages = [_sheet(round, paper, listed(doors[paper.entry_id])) for paper in papers]
    told = zip(pages, papers, strict=True)
    return typeset(
        LAYOUT,
        {
            "title": zh["title"],
            "zh": zh,
            "en": en,
            "sheets": [page | {"zh": zh_lines[paper.pk], "en": en_lines[paper.pk]} for page, paper in told],
        },
    )


def _words(round: Round) -> dict[str, Any]:
    wishes = round.kind == "selection"
    marks = (
        (translate("Want it"), translate("Don't want it"), translate("No opinion"))
        if wishes
        else (translate("Agree"), translate("Against"), translate("Abstain"))
    )
    return {
        "community": in_language(round.consultation.community),
        "title": translate("Paper ballot"),
        "round": titles.of_round(round),
        "number": translate("Sheet"),
        "door": translate("Door"),
        "until": translate("Hand it in before %(end)s.") % {"end": moment(round.closes_at)},
        "how": translate(
            "Mark one box for each item with a cross. Sign at the end: without a signature the sheet does not count."
        ),
        "marks": list(marks),
        "which": translate("Which way?"),
        "priorities": translate("The numbers of your most important items, at most five, in order:") if wishes else "",
        "replaces": translate(
            "This sheet replaces what I voted online. Only with a cross here and the signatures of two witnesses."
        ),
        "voter": translate("Signature of the voter, date"),
        "witness": translate("Signature of a witness"),
        "qr": translate("Square code: the number of this sheet"),
        "page": translate("Page"),
    }


def _line(line: Line) -> dict[str, Any]:
    question = line.question
    cost = yuan(question.cost_fen) if question.cost_fen else ""
    share = translate("my share at most %(share)s") % {"share": yuan(line.share_fen)} if line.share_fen else ""
    charge = translate("about %(charge)s a month") % {"charge": yuan(line.charge_fen)} if line.charge_fen else ""
    where = place_name(question.place)
    return {
        "number": line.number,
        "title": titles.of_question(question),
        "facts": " · ".join(part for part in (where, cost, share, charge) if part),
        "options": [in_language(option) for option in line.options],
    }


def _sheet(round: Round, paper: PaperSheet, door: str) -> dict[str, Any]:
    slug = round.consultation.community.slug
    address = settings.BASE_URL + reverse("desk_sheets_find", args=[slug]) + f"?sheet={paper.serial}"
    return {"number": paper.number, "serial": grouped(paper.serial), "qr": str(qr(address)), "door": door}
