"""What a resident types to sign in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.services.secrets import CODE_LENGTH, fold

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


class LetterForm(HelperForm):
    """Letter number and code, forgiving of case, spaces, dashes and look-alikes (services.secrets.fold)."""

    field_order = ("letter_number", "code", "helper")
    letter_number = forms.CharField(
        label=_("Letter number"),
        help_text=_("Eight letters and digits, at the top of your letter. Small or capital letters, both are right."),
        max_length=_MOST_TYPED,
        error_messages={"required": _("Type the letter number that stands at the top of your letter.")},
        widget=forms.TextInput(attrs={"class": "code-input", "autocomplete": "off", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Ten letters and digits, below the letter number. Spaces do not matter."),
        max_length=_MOST_TYPED,
        error_messages={"required": _("Type the code that stands below the letter number.")},
        widget=forms.TextInput(attrs={"class": "code-input", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """A code that is too short or too long was mistyped: say so before it counts as a guess."""
        typed: str = self.cleaned_data["code"]
        length = len(fold(typed))
        if length != CODE_LENGTH:
            raise forms.ValidationError(
                _("The code has ten letters and digits; you typed %(number)s. Look at your letter once more."),
                params={"number": length},
            )
        return typed
