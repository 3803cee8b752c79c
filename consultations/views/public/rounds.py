"""A vote: turnout while it is open, the count with its reasons afterwards, and the public file."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from consultations import access, titles, verdicts
from consultations.domain.phases import Phase
from consultations.domain.published import FORMAT
from consultations.domain.rules import Rule, RuleBook, from_plain
from consultations.loaders.public import rounds as loader
from consultations.loaders.public.turnout import Turnout, turnout
from consultations.loaders.remarks import how_many
from consultations.loaders.rounds import phase_of
from consultations.models import Question, Round, Tally, TallyLine
from consultations.services.exporting import export_public
from consultations.views.public import words
from consultations.views.resident.legal import quorum_sentence, rule_rows, rule_sentences, silence_sentences
from renewal_portal.ledger.clock import now
from renewal_portal.shown.places import place_name
from renewal_portal.shown.words import in_language

PER_PAGE = 40
#: What a count is split by: its heading, and the words of its values.
LABELS = {
    "channel": (_("How they voted"), titles.CHANNELS),
    "strength": (_("How they were identified"), titles.STRENGTHS),
    "tenure": (_("Homes"), titles.TENURES),
}


class Lines(Paginator):  # type: ignore[type-arg]
    """The lines of a count by pages. How many there are, the round knows."""

    def __init__(self, lines: "QuerySet[TallyLine]", per_page: int, *, of: Round) -> None:
        super().__init__(lines, per_page)
        self.count = of.question_count


@require_safe
@gzip_page
def round(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One vote. Nothing of the answers is read before the count."""
    found = access.round_of(slug, number)
    at = now()
    phase = phase_of(found, at)
    book = from_plain(found.rule_book)
    title = titles.of_round(found)
    context = {
        "community": found.consultation.community,
        "crumbs": words.crumbs(found.consultation.community, title),
        "round": found,
        "title": title,
        "phase": phase,
        "state": words.STATES[phase],
        "ground": titles.of_annulment(found),
        "book": book,
        "legal": [quorum_sentence(book), *silence_sentences(book)] if found.kind == "decision" else [],
        "notices": [words.notice_card(notice, at) for notice in loader.notices(found)],
        "now": at,
    }
    more = _counted(request, found, book) if phase is Phase.COUNTED else _uncounted(request, found, phase)
    return render(request, "public/round.html", context | more)


@require_safe
def public_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The public file of a counted round, to be kept and compared. Raises Http404 before the count."""
    found = access.round_of(slug, number)
    if found.state != "counted":
        raise Http404
    return _file(request, found)


def _etag(request: HttpRequest, found: Round) -> str:
    return f'"{found.tally.inputs_sha256}"'


@condition(etag_func=_etag)
def _file(request: HttpRequest, found: Round) -> HttpResponse:
    key = f"public-file:{FORMAT}:{found.pk}:{found.tally.inputs_sha256}"
    text = cache.get_or_set(key, lambda: _text(found), timeout=24 * 3600)
    name = f"{found.consultation.community.slug}-{found.number}-public.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Last-Modified": _counted_at(found)}
    return HttpResponse(text, content_type="application/json", headers=headers)


def _text(found: Round) -> str:
    return json.dumps(export_public(round_id=found.pk), ensure_ascii=False, indent=1) + "\n"


def _counted_at(found: Round) -> str:
    assert found.counted_at is not None  # noqa: S101 - asked of counted rounds only, and a constraint pairs the two
    return http_date(found.counted_at.timestamp())


def _uncounted(request: HttpRequest, found: Round, phase: Phase) -> dict[str, Any]:
    page = Paginator(loader.questions(found), PER_PAGE).get_page(request.GET.get("page"))
    came = None if phase in (Phase.AHEAD, Phase.ANNULLED) else turnout(found)
    asked = list(page.object_list)
    many = _remarks(found, asked)
    questions = [_asked(found, question) | {"remarks": many.get(question.pk, 0)} for question in asked]
    return {"page": page, "questions": questions, "turnout": came}


def _remarks(found: Round, questions: Sequence[Question]) -> Mapping[int, int]:
    """How many words households wrote about each question; a decision and an annulled selection tell none."""
    return how_many(questions) if found.kind == "selection" and found.state != "annulled" else {}


def _asked(found: Round, question: Question) -> dict[str, Any]:
    rules = rule_sentences(found, question) if found.kind == "decision" else ()
    return _named(question) | {"question": question, "rules": rules}


def _named(question: Question) -> dict[str, str]:
    """What a question is called. The management package says much more than fits a heading: that stands below."""
    text = in_language(question, "wording") if question.kind == "package" else ""
    return {"title": f"{question.number}. {titles.of_question(question)}", "text": text}


def _counted(request: HttpRequest, found: Round, book: RuleBook) -> dict[str, Any]:
    counted = loader.counted(found)
    page = Lines(loader.lines(found), PER_PAGE, of=found).get_page(request.GET.get("page"))
    lines = list(page.object_list)
    many = _remarks(found, [line.question for line in lines])
    return {
        "page": page,
        "counted": counted,
        "results": [_result(line, book) | {"remarks": many.get(line.question_id, 0)} for line in lines],
        "verdicts": counted.verdicts.items(),
        "turnout": _final_turnout(found, counted.tally),
        "rule_rows": rule_rows(book),
        "labels": [_label(name, values) for name, values in counted.tally.labels.items() if name in LABELS],
        "set_aside": [(titles.SET_ASIDE.get(why, why), times) for why, times in counted.tally.set_aside.items()],
    }


def _final_turnout(found: Round, tally: Tally) -> Turnout:
    """After the count nobody comes any more: summed over the roll once, however large it is, and then kept."""
    key = f"turnout:{found.pk}:{tally.inputs_sha256}"
    kept: Turnout | None = cache.get_or_set(key, lambda: turnout(found), timeout=24 * 3600)
    return kept or turnout(found)


def _result(line: TallyLine, book: RuleBook) -> dict[str, Any]:
    rule = Rule(line.rule)
    return _named(line.question) | {
        "line": line,
        "place": place_name(line.question.place),
        "reason": verdicts.of_line(line, book),
        "need": None if rule is Rule.NONE else book.threshold(rule),
    }


def _label(name: str, values: dict[str, int]) -> tuple[Any, list[tuple[Any, int]]]:
    head, known = LABELS[name]
    return head, [(known.get(value, value), times) for value, times in values.items()]
