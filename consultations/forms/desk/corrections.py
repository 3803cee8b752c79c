"""Answers to co-owners and to what people say of the roll."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.desk.fields import paragraph


class CorrectionAnswerForm(forms.Form):
    """The answer to a correction of the roll."""

    accepted = forms.TypedChoiceField(
        label=_("Is the correction right?"),
        choices=[("no", _("No: the register is right as it is")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
        help_text=_("If it is, correct the register by hand afterwards and fix the roll anew."),
    )
    answer = paragraph(_("Answer"), hint=_("Only whoever asked reads it."), most=2000)
    at_fault = {"without_text": "answer"}

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"accepted": self.cleaned_data["accepted"], "answer": self.cleaned_data["answer"]}


class AgreementForm(forms.Form):
    """What co-owners agreed and signed."""

    agreement = paragraph(
        _("What they agreed, and when they signed"),
        hint=_(
            "Like: “Both agree to the ballot as it was cast; signed at the office on 3 May.” The co-owners read it."
        ),
        most=2000,
    )
    at_fault = {"without_agreement": "agreement"}

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"agreement": self.cleaned_data["agreement"]}
