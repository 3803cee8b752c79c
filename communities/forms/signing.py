"""What a resident types to sign in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.services.secrets import CODE_LENGTH, LETTER_NUMBER_LENGTH, fold

#: Longer than a letter number or code can be with all its spaces and dashes.
_MOST_TYPED = 60


class HelperForm(forms.Form):
    """Who helps, if somebody does; the name is shown on the screen and recorded with the ballot (handbook 4.3)."""

    helper = forms.CharField(
        label=_("Does somebody help you? Their name"),
        help_text=_("A neighbour or somebody of the committee. The name is kept with your ballot."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CodeInput(forms.TextInput):
    """A box for what is copied from paper: large letters, nothing corrected, remembered or suggested."""

    def __init__(self) -> None:
        super().__init__(
            {
                "class": "code-input",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "autocorrect": "off",
                "spellcheck": "false",
            }
        )


class LetterForm(HelperForm):
    """Letter number and code, forgiving of case, spaces, dashes and look-alikes (services.secrets.fold)."""

    field_order = ("letter_number", "code", "helper")
    letter_number = forms.CharField(
        label=_("Letter number"),
        help_text=_("Eight letters and digits, at the top of your letter. Small or capital letters, both are right."),
        max_length=_MOST_TYPED,
        error_messages={"required": _("Type the letter number that stands at the top of your letter.")},
        widget=CodeInput(),
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Ten letters and digits, below the letter number. Spaces do not matter."),
        max_length=_MOST_TYPED,
        error_messages={"required": _("Type the code that stands below the letter number.")},
        widget=CodeInput(),
    )

    def clean_letter_number(self) -> str:
        wrong = _(
            "The letter number has eight letters and digits; you typed %(number)s. Look at your letter once more."
        )
        return self._of_length("letter_number", LETTER_NUMBER_LENGTH, wrong)

    def clean_code(self) -> str:
        wrong = _("The code has ten letters and digits; you typed %(number)s. Look at your letter once more.")
        return self._of_length("code", CODE_LENGTH, wrong)

    def _of_length(self, name: str, length: int, wrong: Any) -> str:
        """What is too short or too long was mistyped: said before it counts as a guess."""
        typed: str = self.cleaned_data[name]
        counted = len(fold(typed))
        if counted != length:
            raise forms.ValidationError(wrong, params={"number": counted})
        return typed
