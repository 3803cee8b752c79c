"""A meeting as anybody reads it: its notice first, later its minutes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consultations import access, sitting_papers, titles
from consultations.domain.sittings import Field, Part, State
from consultations.loaders import sittings as loader
from consultations.sitting_sentences import FIELDS, PAPERS, PARTS, STATES


@require_safe
def sitting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """When, where and what about; once published, the signed minutes. Who was there is said in numbers."""
    found = access.sitting_of(slug, pk)
    published = found.state == State.PUBLISHED
    context = {
        "community": found.consultation.community,
        "sitting": found,
        "title": titles.of_sitting(found),
        "state": STATES[State(found.state)],
        "points": loader.agenda(found),
        "guests": [(each, FIELDS[Field(each.field)]) for each in loader.guests(found)],
        "proposals": loader.proposals(found) if published else [],
        "signatures": [(PARTS[part], getattr(found, f"{part}_name"), getattr(found, f"{part}_at")) for part in Part],
        "papers": [(name, PAPERS[name]) for name in sitting_papers.PUBLIC if published or name != "minutes"],
    }
    return render(request, "public/sitting.html", context)


@require_safe
def sitting_paper(request: HttpRequest, slug: str, pk: int, name: str, language: str) -> HttpResponse:
    """The notice, and the minutes once they are published."""
    found = access.sitting_of(slug, pk)
    if name not in sitting_papers.PUBLIC or (name == "minutes" and found.state != State.PUBLISHED):
        raise Http404
    return sitting_papers.answer(found, name, language)
