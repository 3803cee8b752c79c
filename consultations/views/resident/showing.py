"""What the pages of a ballot show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse

from consultations import titles
from consultations.domain.filling import Filled, rivals
from consultations.domain.rules import from_plain
from consultations.forms.voting import PartForm
from consultations.loaders.paper import Line
from consultations.loaders.sums import sums
from consultations.loaders.ties import ties_of
from consultations.models import Remark
from consultations.views.resident.booth import PRIORITIES, Booth
from consultations.views.resident.legal import quorum_sentence, rule_sentences, silence_sentences
from consultations.views.resident.telling import before_choosing, payers, so_far, who_chooses
from menus.models import MajorItem
from renewal_portal.shown.words import in_language


@dataclass(frozen=True, slots=True)
class Card:
    """One question on a page, with what was answered, what stands in the way, and what the law asks for."""

    line: Line
    kind: str
    value: str
    error: str
    option: str
    who: str
    hints: list[str]
    rules: tuple[str, ...]
    instead: bool
    remark: Remark | None

    @property
    def anchor(self) -> str:
        return f"q-{self.line.number}"

    @property
    def field(self) -> str:
        return f"a-{self.line.number}"

    @property
    def option_field(self) -> str:
        return f"o-{self.line.number}"

    @property
    def title(self) -> str:
        return titles.of_question(self.line.question)

    @property
    def text(self) -> str:
        """The whole question where the title does not say it."""
        words = in_language(self.line.question, "wording")
        return "" if words == self.title else words

    @property
    def payers(self) -> str:
        return payers(self.line.question.offered.item)

    @property
    def options(self) -> list[tuple[str, str, str]]:
        return [(option.code, "", option.name) for option in self.line.options]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A major item on this ballot: where to go on in it, and how much of it is answered."""

    major: MajorItem
    lines: tuple[Line, ...]
    answered: int
    goes_on: int

    @property
    def asked(self) -> int:
        return len(self.lines)

    @property
    def complete(self) -> bool:
        return self.answered == self.asked


@dataclass(frozen=True, slots=True)
class Ways:
    """The addresses before and after a page of the ballot."""

    back: str
    onward: str


def page_of(booth: Booth, item: str) -> int | None:
    """The index of the page asked for by one of its questions; without a number, where the voter left off."""
    if not item:
        return _left_off(booth) if booth.progress.draft else 0
    number = int(item) if item.isascii() and item.isdigit() else 0
    return next((index for index, page in enumerate(booth.pages) if number in page), None)


def _left_off(booth: Booth) -> int:
    """The furthest page on which the voter said something; the one after it where nothing is left open on it."""
    answers, untouched = booth.filled.answers, booth.sheet.untouched.answers
    said = {number for number, answer in answers.items() if untouched.get(number) != answer}
    furthest = max((index for index, page in enumerate(booth.pages) if said.intersection(page)), default=0)
    complete = all(number in answers for number in booth.pages[furthest])
    return min(furthest + complete, len(booth.pages) - 1)


def ways(booth: Booth, numbers: Sequence[int]) -> Ways:
    """Before and after the page with these questions; after the last come priorities (if anything is wanted)."""
    index = page_of(booth, str(numbers[0])) if numbers else len(booth.pages)
    here = len(booth.pages) if index is None else index
    back = booth.page_url(here - 1) if here else reverse("my")
    if here + 1 < len(booth.pages):
        return Ways(back, booth.page_url(here + 1))
    if here < len(booth.pages) and booth.is_selection:
        return Ways(back, booth.url("ballot", PRIORITIES))
    return Ways(back, booth.url("ballot_confirm"))


def part(booth: Booth, numbers: Sequence[int], filled: Filled, form: PartForm | None = None) -> dict[str, Any]:
    """One page of questions; with a form that was refused, as it was sent."""
    lines = [booth.sheet.by_number[number] for number in numbers]
    clashing = {number for clash in rivals(filled, booth.sheet.groups) for number in clash}
    index = page_of(booth, str(numbers[0])) if numbers else 0
    return state(booth, filled, form=form) | {
        "cards": [_card(booth, line, filled, form, beside=numbers, instead=line.number in clashing) for line in lines],
        "numbers": ",".join(str(number) for number in numbers),
        "form": form,
        "page_number": (index or 0) + 1,
        "page_count": len(booth.pages),
        "chapters": chapters(booth, filled),
        "law": () if booth.is_selection else law(booth),
        "summary": _summary(form, lines),
    }


def chapters(booth: Booth, filled: Filled) -> list[Chapter]:
    """The ballot at a glance, major item by major item; each goes on at its first question without an answer."""
    return [_chapter(tuple(lines), filled) for _, lines in groupby(booth.sheet.lines, key=_major_of)]


def _major_of(line: Line) -> int:
    return int(line.question.offered.item.major_id)


def _chapter(lines: tuple[Line, ...], filled: Filled) -> Chapter:
    open_ = [line.number for line in lines if line.number not in filled.answers]
    return Chapter(
        major=lines[0].question.offered.item.major,
        lines=lines,
        answered=len(lines) - len(open_),
        goes_on=open_[0] if open_ else lines[0].number,
    )


def law(booth: Booth) -> tuple[str, ...]:
    """What holds for every question of a decision."""
    book = from_plain(booth.round.rule_book)
    return quorum_sentence(book), *silence_sentences(book)


def state(
    booth: Booth, filled: Filled, *, saved_at: datetime | None = None, form: PartForm | None = None
) -> dict[str, Any]:
    """What the choices add up to and whether they are kept: the part of the page that follows every choice."""
    return booth.context(
        sums=sums(booth.sheet, filled),
        budget_fen=booth.round.consultation.budget_fen,
        saved_at=saved_at or booth.progress.saved_at,
        refused=bool(form and form.errors),
        form=form,
    )


def _card(
    booth: Booth, line: Line, filled: Filled, form: PartForm | None, *, beside: Sequence[int], instead: bool
) -> Card:
    """``beside``: the questions on the same page, where the voter sees what was chosen."""
    name, choice = f"a-{line.number}", f"o-{line.number}"
    value = filled.answers.get(line.number, "")
    option = filled.choices.options.get(line.number, "")
    errors = [*form.errors.get(name, []), *form.errors.get(choice, [])] if form else []
    return Card(
        line=line,
        kind="wish" if booth.is_selection else "vote",
        value=(form.data.get(name, "") if form and form.errors else value),
        error=" ".join(errors),
        option=(form.data.get(choice, "") if form and form.errors else option),
        who=who_chooses(line, decides=not booth.is_selection),
        hints=[before_choosing(tie, so_far(tie, filled.wanted, beside)) for tie in ties_of(booth.sheet, line)],
        rules=() if booth.is_selection else rule_sentences(booth.round, line.question),
        instead=instead,
        remark=booth.remarks.get(line.number),
    )


def _summary(form: PartForm | None, lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Every error as a way to its question."""
    if form is None:
        return []
    named = [(f"#a-{line.number}", titles.of_question(line.question), form.errors) for line in lines]
    return [
        (href, f"{name}: {error}")
        for href, name, errors in named
        for field in (href[1:], f"o{href[2:]}")
        for error in errors.get(field, [])
    ]
