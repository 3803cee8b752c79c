"""A word to the committee: what a household writes, and why a word is not shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from consultations.domain.remarks import LONGEST, left
from consultations.titles import HIDING


class RemarkForm(forms.Form):
    """The text alone. How many characters are left stands beside it; one that is too long comes back whole."""

    at_fault = {"without_text": "text", "too_long": "text"}

    text = forms.CharField(
        label=_("Your word to the committee"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("The text is empty. Write what you want to say.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = (self.data if self.is_bound else self.initial).get("text", "")
        number = max(left(typed), 0)
        self.fields["text"].help_text = ngettext(
            "%(n)s of %(most)s characters is left.", "%(n)s of %(most)s characters are left.", number
        ) % {"n": number, "most": LONGEST}


class HidingForm(forms.Form):
    """Why a word is not shown; ``seen`` says which words were read."""

    reason = forms.ChoiceField(
        label=_("Why is it not shown?"),
        choices=list(HIDING.items()),
        widget=forms.RadioSelect,
        help_text=_("Whoever wrote it reads the reason and may write anew. In public it is only counted."),
        error_messages={"required": _("Say why it is not shown.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput)


class ReplyForm(forms.Form):
    """What the committee answers about one item."""

    text = forms.CharField(
        label=_("Answer"),
        help_text=_("Everybody reads it below the words about this item. It cannot be changed later."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    at_fault = {"without_reply": "text"}
