"""What an official writes: what an office says, and the reason of a decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.domain.review import Decision, Office, Opinion
from consultations.forms.desk.fields import paragraph
from consultations.sentences import OFFICES
from consultations.titles import OPINIONS

MOST = 4000


class OpinionForm(forms.Form):
    """What one office says of the plan; a second word replaces the first."""

    office = forms.TypedChoiceField(label=_("Office"), coerce=Office)
    opinion = forms.TypedChoiceField(
        label=_("What it says"),
        choices=[(opinion.value, words) for opinion, words in OPINIONS.items()],
        coerce=Opinion,
        widget=forms.RadioSelect,
    )
    note = paragraph(
        _("Note"),
        hint=_("What has to change, or why it objects. Everybody at the offices and the committee can read it."),
        required=False,
        most=MOST,
    )
    at_fault = {"opinion_without_note": "note"}

    def __init__(self, data: Any = None, *, heard: Any = ()) -> None:
        super().__init__(data)
        not_heard = [("", _("Choose an office"))]
        not_heard += [(office.value, words) for office, words in OFFICES.items() if office not in heard]
        again = [(office.value, words) for office, words in OFFICES.items() if office in heard]
        choices = [*not_heard, *([(_("Heard already"), again)] if again else [])]
        self.fields["office"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {name: self.cleaned_data[name] for name in ("office", "opinion", "note")}


class DecisionForm(forms.Form):
    """The reason of a decision. Approving asks for one only where an office objects; the service says so."""

    reason = paragraph(_("Reason"), hint=_("The residents will read it."), most=MOST)
    at_fault = {"reason_missing": "reason"}

    def __init__(self, data: Any = None, *, decision: Decision) -> None:
        super().__init__(data)
        self.decision = decision
        self.fields["reason"].required = decision is not Decision.APPROVE

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"decision": self.decision, "reason": self.cleaned_data["reason"]}
