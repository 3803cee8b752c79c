"""A co-owner who does not agree with the ballot cast for all of them."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DisputeForm(forms.Form):
    """The reason alone: what the ballot says is not shown and not asked."""

    at_fault = {"without_reason": "reason"}

    reason = forms.CharField(
        label=_("Why do you not agree?"),
        help_text=_("Your representative and the committee read it. Do not write how you would have voted."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("The text is empty. Write why you do not agree.")},
    )
