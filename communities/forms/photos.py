"""The field for a photo or scan."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities import sentences
from communities.pictures import MOST_BYTES, Picture, PictureRefused, develop

ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"


class PhotoField(forms.FileField):
    """A photo or scan, made anew as it is checked: what the form says is a Picture, never the file that was brought.

    ``camera`` opens the camera of a telephone at once; without, people choose between camera and files.
    """

    default_error_messages = {"required": _("Take or choose a photo."), "missing": _("Take or choose a photo.")}

    def __init__(self, *, camera: bool = False, **options: Any) -> None:
        attrs = {"accept": ACCEPTED} | ({"capture": "environment"} if camera else {})
        options.setdefault("help_text", _("JPEG, PNG, WebP or PDF, up to 16 megabytes. Only the committee sees it."))
        options.setdefault("label", _("Photo"))
        super().__init__(allow_empty_file=True, max_length=None, widget=forms.FileInput(attrs=attrs), **options)

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return develop(file.read(MOST_BYTES + 1))
        except PictureRefused as refused:
            raise ValidationError(sentences.of_refused(refused), code=refused.code) from refused
