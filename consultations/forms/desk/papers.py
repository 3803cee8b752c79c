"""Notices, objections, reports of the works, moves by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from consultations.domain.stages import Stage
from consultations.forms.desk.fields import CountField, paragraph
from renewal_portal.shown.stages import WORDS


class PostForm(forms.Form):
    """Where a notice hangs on paper."""

    posted_where = forms.CharField(
        label=_("Where it also hangs on paper"),
        max_length=200,
        help_text=_("Like: notice board at the gate, doors of buildings 3 and 6."),
    )
    at_fault = {"where_missing": "posted_where"}

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"posted_where": self.cleaned_data["posted_where"]}


class AnswerForm(forms.Form):
    """The answer to an objection."""

    upheld = forms.TypedChoiceField(
        label=_("Is the objection right?"),
        choices=[("no", _("No: everything stays as it is")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    answer = paragraph(_("Answer"), hint=_("It is posted below the objection, as you write it."))
    at_fault = {"without_text": "answer"}

    def __init__(self, data: Any, *, sends_back: bool) -> None:
        super().__init__(data)
        if sends_back:
            self.fields["upheld"].help_text = translate("If it is, the plan goes back to consultation.")

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"upheld": self.cleaned_data["upheld"], "answer": self.cleaned_data["answer"]}


class WorksForm(forms.Form):
    """A milestone of the works; two of them ask for a figure."""

    text = paragraph(_("What is reported"))
    open_safety_defects = CountField(
        label=_("Safety defects still open"), help_text=_("Works with any are not accepted.")
    )
    satisfied_percent = CountField(
        label=_("Satisfied residents, in percent"), help_text=_("From the survey: 0 to 100.")
    )
    figures = {"acceptance": "open_safety_defects", "evaluation": "satisfied_percent"}

    def __init__(self, data: Any, *, kind: str) -> None:
        super().__init__(data)
        self.figure = self.figures.get(kind, "")
        for name in set(self.figures.values()) - {self.figure}:
            del self.fields[name]
        self.at_fault = {
            "without_text": "text",
            "figure_missing": self.figure or "text",
            "safety_defects": "open_safety_defects",
            "below_pass_mark": "satisfied_percent",
        }

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {name: self.cleaned_data[name] for name in self.fields}


class MoveForm(forms.Form):
    """Where to, and why."""

    to = forms.TypedChoiceField(
        coerce=Stage, choices=[(stage.value, WORDS[stage][0]) for stage in Stage], widget=forms.HiddenInput
    )
    reason = paragraph(_("Reason"), hint=_("Everybody will be able to read it."), most=2000, required=False)
    at_fault = {"reason_missing": "reason"}

    def __init__(self, data: Any, *, to: str) -> None:
        super().__init__(data, initial={"to": to})

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"to": self.cleaned_data["to"], "reason": self.cleaned_data["reason"]}
