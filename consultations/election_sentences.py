"""The sentence for each way in which a file of an election breaks its format."""

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from consultations.domain.plan.election.sections import PabulibFault

FAULTS = {
    "not_utf8": _("this is not text in UTF-8. Save the file again in UTF-8."),
    "not_a_table": _("a quotation mark is not closed, or stands where none may. Double those inside a quoted text."),
    "before_sections": _("the file must begin with a line META."),
    "section_twice": _("there is a second section %(section)s. Keep one."),
    "no_section": _("the file ends here without a section %(section)s. Add it, or fetch the whole file."),
    "no_head": _("the section %(section)s has no line that names its columns. Add it."),
    "no_column": _("the column “%(column)s” is missing. Add it."),
    "no_key": _("META does not say “%(key)s”. Add it."),
    "cells": _("there are %(found)s values here, but %(expected)s columns. Quote a text that holds a semicolon."),
    "vote_type": _("votes of the type “%(value)s” are not read, only: %(allowed)s."),
    "money": _("“%(value)s” is not an amount. Write it in digits, with a point before decimals and nothing else."),
    "number": _("%(key)s says %(said)s, but the file holds %(found)s. Fetch the whole file, or correct the number."),
    "no_id": _("the value of “%(column)s” is empty. Give it."),
    "twice": _("“%(name)s” stands twice. Remove one."),
    "unknown_project": _("the vote names “%(name)s”, which is not among the projects. Correct one of them."),
}


def of_fault(fault: PabulibFault) -> str:
    """Where it is wrong, and what to do."""
    return translate("line %(line)s: %(why)s") % {"line": fault.line, "why": str(FAULTS[fault.code]) % fault.values}
