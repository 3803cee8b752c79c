"""Something is wrong with the roll."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CorrectionForm(forms.Form):
    """What is wrong and how it should be, in one text."""

    at_fault = {"without_text": "text", "too_many": "text"}

    text = forms.CharField(
        label=_("What is wrong, and how should it be?"),
        help_text=_(
            "Like: “The area of 3-2-501 is 85.20 m², not 58.20 m²; it is in the property certificate.” "
            "It is not made public."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("The text is empty. Write what is wrong.")},
    )
