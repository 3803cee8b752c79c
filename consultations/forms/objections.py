"""Objecting to what hangs."""

from django import forms
from django.utils.translation import gettext_lazy as _

#: Enough for a page; whoever has more to say hands in a paper.
LONGEST = 2000


class ObjectionForm(forms.Form):
    """The text alone: it is posted as it is written, so nothing is asked that would have to be kept secret."""

    at_fault = {"without_text": "text"}

    text = forms.CharField(
        label=_("What do you object to, and why?"),
        help_text=_("It is posted here as you write it, without your name. Please name no other persons."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("The text is empty. Write what you want to say.")},
    )
