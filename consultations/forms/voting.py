"""What a voter fills in: one part of a ballot, or the priorities."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from consultations import titles
from consultations.domain.ballots import PRIORITIES, SAYABLE, Answer
from consultations.domain.filling import Filled
from consultations.loaders.paper import Line
from consultations.sentences import FAULTS
from renewal_portal.shown.places import place_name

_ORDER = (_("Most important"), _("Second"), _("Third"), _("Fourth"), _("Fifth"))


def numbers_shown(data: QueryDict, known: Collection[int]) -> tuple[int, ...]:
    """The questions a sent page had shown, so that silence about them is told from questions of another page."""
    sent = (text.strip() for text in data.get("part", "").split(","))
    return tuple(int(text) for text in sent if text.isascii() and text.isdigit() and int(text) in known)


class PartForm(forms.Form):
    """The answers, and the options where there are any, of the questions on one page."""

    def __init__(self, data: Any = None, *, lines: Sequence[Line]) -> None:
        super().__init__(data)
        self.lines = lines
        for line in lines:
            label = titles.of_question(line.question)
            answers = [(answer.value, answer.value) for answer in Answer if answer in SAYABLE]
            self.fields[f"a-{line.number}"] = _choice(label, answers, line.number)
            if line.options:
                options = [(option.code, option.name) for option in line.options]
                self.fields[f"o-{line.number}"] = _choice(label, options, line.number)

    @property
    def answers(self) -> dict[int, Answer]:
        return {number: Answer(value) for number, value in self._given("a")}

    @property
    def options(self) -> dict[int, str]:
        return dict(self._given("o"))

    def _given(self, prefix: str) -> Iterator[tuple[int, str]]:
        for line in self.lines:
            value = self.cleaned_data.get(f"{prefix}-{line.number}")
            if value:
                yield line.number, value

    def refuse_rivals(self, clash: Sequence[Line]) -> None:
        """Say at each question of this page that it excludes another one that is wanted too."""
        names = [titles.of_question(line.question) for line in clash]
        for line in clash:
            if f"a-{line.number}" in self.fields:
                others = translate("; ").join(name for name, other in zip(names, clash, strict=True) if other != line)
                text = _("This and “%(others)s” exclude each other. Want only one of them.") % {"others": others}
                self.add_error(f"a-{line.number}", text)


class PrioritiesForm(forms.Form):
    """Up to five of the wanted items, in order."""

    def __init__(self, data: Any = None, *, wanted: Sequence[Line], filled: Filled) -> None:
        super().__init__(data)
        names = [(str(line.number), _told_apart(line, wanted)) for line in wanted]
        chosen = filled.choices.priorities
        for place, label in enumerate(_ORDER[: min(PRIORITIES, len(names))], start=1):
            self.fields[f"p-{place}"] = forms.TypedChoiceField(
                label=label,
                choices=[("", _("– none –")), *names],
                coerce=int,
                empty_value=None,
                required=False,
                initial=chosen[place - 1] if place <= len(chosen) else None,
                error_messages={"invalid_choice": _("Choose one of the items you want.")},
            )

    @property
    def priorities(self) -> list[int | None]:
        return [self.cleaned_data.get(name) for name in self.fields]


def _told_apart(line: Line, among: Sequence[Line]) -> str:
    """A line's name, with its place where the same item is wanted at another one too."""
    name = titles.of_question(line.question)
    if sum(1 for other in among if other.question.code == line.question.code) == 1:
        return name
    return translate("%(name)s (%(place)s)") % {"name": name, "place": place_name(line.question.place)}


def _choice(label: str, choices: list[tuple[str, str]], number: int) -> forms.ChoiceField:
    unreadable = str(FAULTS["not_sayable"]) % {"question": number}
    return forms.ChoiceField(
        label=label, choices=choices, required=False, error_messages={"invalid_choice": unreadable}
    )
