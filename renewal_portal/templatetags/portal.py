"""Everything a page needs to show things as the portal does: ``{% load portal %}``. Listed in docs/design.md.

The components that compute something stand in ``components.py`` and come with it.
"""

from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from renewal_portal.shown import chapters, numbers, pictures, places, times, words
from renewal_portal.templatetags import components
from renewal_portal.views import preferences

register = template.Library()
register.tags |= components.register.tags  # one library to load

register.filter("yuan", numbers.yuan)
register.filter("large_yuan", numbers.large_yuan)
register.filter("area", numbers.area)
register.filter("quantity", numbers.quantity)
register.filter("percent", numbers.percent_of)
register.simple_tag(numbers.percent, name="percent_of")
register.filter("moment", times.moment)
register.filter("day", times.day)
register.filter("remaining", times.remaining)
register.filter("named", words.in_language)
register.filter("in_language", words.in_language)
register.filter("place_name", places.place_name)
register.filter("major_icon", chapters.major_icon)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A line icon of the sprite. Without a label it is passed over in reading aloud: the text beside it says it."""
    href = f"{static('icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', href)


@register.simple_tag
def item_picture(code: str) -> SafeString:
    """The picture of an item of the menu, beside its name."""
    sheet, name = pictures.item_picture(code)
    href = f"{static(sheet)}#{name}"
    return format_html('<svg class="item-picture" aria-hidden="true" focusable="false"><use href="{}"/></svg>', href)


@register.simple_tag(takes_context=True)
def reading_modes(context: template.Context) -> list[str]:
    """The modes switched on, as classes of ``<html>``; none on pages made without a request."""
    request = context.get("request")
    return preferences.chosen(request) if request else []


@register.simple_tag
def in_demo() -> bool:
    """Is this a demonstration with invented people?"""
    return bool(settings.DEMO)


@register.filter
def is_group(field: BoundField) -> bool:
    """Does the field consist of several controls, so that its question is a legend and not a label?"""
    return bool(field.use_fieldset)


@register.filter
def error_target(field: BoundField) -> str:
    """The id a summary of errors points at: the control, or the first of a group."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.id_for_label)


@register.simple_tag
def pairs(columns: list[Any], row: list[Any]) -> list[tuple[Any, Any]]:
    """The cells of a row, each with its column."""
    return list(zip(columns, row, strict=True))


@register.filter
def page_numbers(page: Page) -> list[int | str]:
    """The numbers worth a link: the ends, the neighbours, and ellipses between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
