"""Why letters are replaced, and which door somebody asks about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.domain.letters import Reason
from communities.sentences import REASONS


class ReasonForm(forms.Form):
    """One reason out of a list."""

    reason = forms.TypedChoiceField(
        label=_("Why"),
        coerce=Reason,
        choices=[(reason.value, words) for reason, words in REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason. It is recorded.")},
    )

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"reason": self.cleaned_data["reason"]}


class DoorForm(forms.Form):
    """A door as it stands on the register."""

    door = forms.CharField(
        label=_("Door"),
        help_text=_("As on the door, like 3-2-501."),
        max_length=20,
        error_messages={"required": _("Type the door.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
