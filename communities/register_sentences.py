"""What is found in a register file, and what it changes, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from communities.domain.electorate import Tenure, Title, Use
from communities.domain.roll.columns import Column
from communities.domain.roll.findings import Code

COLUMNS: Mapping[Column, Any] = {
    Column.BUILDING: _("Building"),
    Column.STAIRWELL: _("Stairwell"),
    Column.DOOR: _("Door, whole (3-2-501)"),
    Column.ROOM: _("Room alone (501)"),
    Column.FLOOR: _("Floor"),
    Column.USE: _("Use"),
    Column.AREA: _("Area in m²"),
    Column.SOURCE: _("Source of the area"),
    Column.TITLE: _("Title"),
    Column.TENURE: _("Who lives there"),
    Column.OWNERS: _("Owners"),
    Column.IDENTITIES: _("Identity numbers"),
    Column.PHONES: _("Telephone numbers"),
}

#: Code → what to do about it, and what is said of a single row ("" where the heading says everything).
FINDINGS: Mapping[Code, tuple[Any, Any]] = {
    Code.DOOR_MISSING: (_("Rows without a door: write it, or delete the row"), ""),
    Code.AREA_MISSING: (_("Rows without an area: write it in square metres"), ""),
    Code.AREA_NOT_A_NUMBER: (_("An area that is no number: write it like 89.37"), "%(said)s"),
    Code.AREA_NOT_POSITIVE: (_("An area that is not more than nothing: look it up"), "%(said)s"),
    Code.AREA_BEYOND_MEASURE: (_("An area no home has: look for a point that is missing"), "%(said)s"),
    Code.AREA_TOO_FINE: (_("An area with more than four decimals: look up the registered one"), "%(said)s"),
    Code.FLOOR_UNREADABLE: (_("A floor that is no whole number: write it like 5, or −1 for a basement"), "%(said)s"),
    Code.USE_UNKNOWN: (_("An unknown use: write a known word"), _("“%(said)s”; known: %(known)s")),
    Code.TITLE_UNKNOWN: (
        _("An unknown title: write a known word"),
        _("“%(said)s”; known: %(known)s"),
    ),
    Code.TENURE_UNKNOWN: (
        _("Who lives there is not clear: write a known word"),
        _("“%(said)s”; known: %(known)s"),
    ),
    Code.SOURCE_UNKNOWN: (
        _("An unknown source of an area: write a known word"),
        _("“%(said)s”; known: %(known)s"),
    ),
    Code.PLACE_UNREADABLE: (_("Building or stairwell cannot be read: write each like 3 and 2"), "%(said)s"),
    Code.TEXT_TOO_LONG: (_("A text that is too long: shorten it"), _("“%(said)s”; at most %(most)s characters")),
    Code.OWNER_MISSING: (_("A home without an owner: name the owner, or say that it is unsold"), ""),
    Code.DEVELOPER_WITH_OWNER: (_("Unsold or undelivered, but with an owner: correct one of the two"), ""),
    Code.IDENTITIES_DO_NOT_MATCH: (
        _("Not as many identity numbers as owners: write one for each, in the same order"),
        _("%(names)s names, %(numbers)s numbers"),
    ),
    Code.PHONES_DO_NOT_MATCH: (
        _("Not as many telephone numbers as owners: write one for each, in the same order"),
        _("%(names)s names, %(numbers)s numbers"),
    ),
    Code.IDENTITY_ROUNDED: (
        _("The spreadsheet has rounded an identity number: make the column text and type the number again"),
        "%(said)s",
    ),
    Code.PERSON_TWICE: (_("One person stands in a cell twice: take one out"), ""),
    Code.PERSON_UNKNOWN: (_("Nobody on this register has this number: write the identity number"), "%(said)s"),
    Code.DOOR_TWICE: (_("A door that stands there twice: take one of the rows out"), _("%(door)s, also row %(first)s")),
    Code.NAME_DIFFERS: (
        _("One identity number with two names: correct the name, or the number"),
        _("%(name)s; row %(first)s says %(other)s"),
    ),
    Code.AREA_DOES_NOT_ADD_UP: (
        _("The areas do not add up to the community's"),
        _("The doors of the file have %(units_cm2)s, the community %(community_cm2)s. Find out which one is right."),
    ),
    Code.SOURCE_MISSING: (_("No source of the area: it is entered as from the land register"), ""),
    Code.IDENTITY_MISSING: (
        _("No identity number: the person counts at this door alone. Whoever owns several needs one, or any same mark"),
        "%(name)s",
    ),
    Code.EQUAL_NAMES: (
        _("Equal names with different numbers: they count as different people. Check whether they are"),
        _("%(name)s: %(persons)s people, at %(doors)s"),
    ),
    Code.SAME_BUYER: (
        _("One owner of several doors: one head, the areas added"),
        _("%(name)s: %(n)s doors, %(doors)s"),
    ),
    Code.PHONE_DIFFERS: (
        _("Two telephone numbers of one person: the first one is taken"),
        _("%(name)s, see row %(first)s"),
    ),
    Code.REPRESENTATIVE_DIFFERS: (
        _("Owners named in another order elsewhere: the one named first in the first row speaks for them"),
        _("%(name)s, see row %(first)s"),
    ),
}

FIELDS: Mapping[str, Any] = {
    "floor": _("Floor"),
    "use": _("Use"),
    "area_cm2": _("Area"),
    "area_source": _("Source of the area"),
    "title": _("Title"),
    "tenure": _("Who lives there"),
    "owners": _("Owners"),
    "name": _("Name"),
    "phone": _("Telephone number"),
    "representative": _("Who speaks for the owners"),
}

WORDS: Mapping[str, Mapping[str, Any]] = {
    "use": {Use.DWELLING: _("home"), Use.SHOP: _("shop"), Use.PARKING: _("parking space")},
    "title": {
        Title.REGISTERED: _("registered"),
        Title.PENDING: _("registration pending"),
        Title.UNDELIVERED: _("sold, not handed over"),
        Title.UNSOLD: _("unsold"),
    },
    "tenure": {Tenure.OWNER_OCCUPIED: _("the owner"), Tenure.LET: _("let"), Tenure.VACANT: _("nobody")},
    "area_source": {"register": _("land register"), "survey": _("survey"), "contract": _("contract")},
}

FIGURES: Mapping[str, Any] = {
    "units": _("Doors"),
    "households": _("Households"),
    "owners": _("Owners (heads)"),
    "persons": _("Persons"),
    "area_cm2": _("Area"),
}
