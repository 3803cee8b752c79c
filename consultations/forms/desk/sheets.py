"""Paper at the desk: what is searched for, why a sheet is not used, what one reads on it, what the box holds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.domain.ballots import PRIORITIES, Answer, Choices
from consultations.domain.sheets import Fault, SpoiltWhy
from consultations.forms.desk.fields import paragraph
from consultations.loaders.paper import Line
from consultations.services.casting import Said

UNCLEAR, BLANK = Answer.SET_ASIDE.value, Answer.BLANK.value
MARKS = (Answer.AGREE.value, Answer.AGAINST.value, Answer.ABSTAIN.value, BLANK, UNCLEAR)
WHY = {
    SpoiltWhy.LOST: _("It was lost"),
    SpoiltWhy.SPOILT_BY_VOTER: _("The voter spoilt it and gave it back"),
    SpoiltWhy.BADLY_PRINTED: _("It is badly printed"),
    SpoiltWhy.REFUSED: _("The voter does not want it"),
}
FAULTS = {
    Fault.UNSIGNED: _("The voter's signature is missing"),
    Fault.UNREADABLE: _("It cannot be read"),
    Fault.BLANK: _("Nothing is marked"),
    Fault.NOT_THE_VOTER: _("Somebody signed who may not sign for the voter"),
}


class FindForm(forms.Form):
    """A sheet by its number, its code or a door."""

    sheet = forms.CharField(
        label=_("Sheet number, code or door"),
        help_text=_("A scanner may read the square code into this field."),
        max_length=200,
        error_messages={"required": _("Type a number, a code or a door.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class TakeOutForm(forms.Form):
    """Why a sheet is not used, and whether its voter gets another."""

    why = forms.TypedChoiceField(
        label=_("Why"),
        coerce=SpoiltWhy,
        choices=[(why.value, words) for why, words in WHY.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason. It is recorded.")},
    )
    again = forms.BooleanField(label=_("The voter gets another sheet"), required=False, initial=True)

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"why": self.cleaned_data["why"], "again": self.cleaned_data["again"]}


class ReadForm(forms.Form):
    """What one person reads on a sheet."""

    fault = forms.TypedChoiceField(
        label=_("Is it a valid ballot?"),
        coerce=Fault,
        empty_value=None,
        required=False,
        choices=[
            ("", _("Yes, it is signed and can be read")),
            *((each.value, words) for each, words in FAULTS.items()),
        ],
    )
    replaces = forms.BooleanField(
        label=_("The box “replaces my online ballot” is marked, and the voter and two witnesses signed there"),
        required=False,
    )

    def __init__(self, data: Any, *, lines: Sequence[Line], wishes: bool) -> None:
        super().__init__(data)
        self.lines, self.wishes = lines, wishes
        for line in lines:
            marks = [(mark, mark) for mark in MARKS]
            self.fields[f"a-{line.number}"] = forms.ChoiceField(label=str(line.number), choices=marks, required=False)
            if line.options:
                options = [(option.code, option.code) for option in line.options]
                self.fields[f"o-{line.number}"] = forms.ChoiceField(choices=options, required=False)
        numbers = [("", "–"), *((line.number, line.number) for line in lines)]
        for place in range(1, PRIORITIES + 1 if wishes else 1):
            self.fields[f"p-{place}"] = forms.TypedChoiceField(
                label=str(place), choices=numbers, coerce=int, empty_value=None, required=False
            )

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        said = self.cleaned_data
        if said["fault"]:
            return {"said": Said({}, Choices()), "fault": said["fault"]}
        marks = {line.number: said[f"a-{line.number}"] for line in self.lines}
        answers = {number: Answer(mark) for number, mark in marks.items() if mark not in ("", BLANK, UNCLEAR)}
        options = {line.number: said[f"o-{line.number}"] for line in self.lines if said.get(f"o-{line.number}")}
        wanted = [said[name] for name in self.fields if name.startswith("p-") and said[name]]
        unclear = frozenset(number for number, mark in marks.items() if mark == UNCLEAR)
        return {"said": Said(answers, Choices(tuple(wanted), options), unclear), "replaces": said["replaces"]}


class BoxForm(forms.Form):
    """How many sheets lie in the box."""

    in_box = forms.IntegerField(
        label=_("Sheets in the box, counted by two people"),
        min_value=0,
        max_value=100_000,
        error_messages={"required": _("Give a whole number."), "invalid": _("Give a whole number.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"in_box": self.cleaned_data["in_box"]}


class SignForm(forms.Form):
    """Why a vote is counted though its paper does not add up."""

    reason = paragraph(_("Reason"), hint=_("Everybody will be able to read it."), most=2000)
    at_fault = {"without_reason": "reason"}

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"reason": self.cleaned_data["reason"]}
