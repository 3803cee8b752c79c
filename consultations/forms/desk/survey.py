"""What the survey found."""

from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from communities.forms.photos import PhotoField
from communities.models import Place
from consultations.loaders.desk.menu import suits
from menus.models import MinorItem
from renewal_portal.shown.places import place_name


class FindingForm(forms.Form):
    """A defect: which item of the menu it concerns, where, and what was seen."""

    item = forms.TypedChoiceField(label=_("Which item does it concern"), coerce=int)
    place = forms.TypedChoiceField(label=_("Where"), coerce=int)
    text_zh = forms.CharField(label=_("What was found, in Chinese"), max_length=300)
    text_en = forms.CharField(label=_("The same in English"), max_length=300, required=False)
    photo = PhotoField(label=_("Photo of it"), required=False)
    at_fault = {"finding_without_text": "text_zh"}

    def __init__(self, data: Any, files: Any, *, items: list[MinorItem], places: list[Place]) -> None:
        super().__init__(data, files)
        self.items = {item.pk: item for item in items}
        self.places = {place.pk: place for place in places}
        self.fields["item"].choices = by_major(items)  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", "—"), *((p.pk, place_name(p)) for p in places)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        item, place = self.items.get(said.get("item", 0)), self.places.get(said.get("place", 0))
        if item and place and not suits(item, place):
            self.add_error("place", _("This item belongs to another kind of place. Choose one that fits."))
        return said

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        said = self.cleaned_data
        return {
            "item_id": said["item"],
            "place_id": said["place"],
            "text_zh": said["text_zh"],
            "text_en": said["text_en"],
            "picture": said["photo"],
        }


def by_major(items: list[MinorItem]) -> list[Any]:
    """Items as choices under their major items."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for item in items:
        groups.setdefault(item.major.name, []).append((item.pk, f"{item.code} {item.name}"))
    return [("", translate("Choose an item")), *groups.items()]
