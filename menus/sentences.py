"""The sentence for each code of the menu: unreadable documents, refused editions, problems of a menu."""

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from menus.domain.problems import Problem, ProblemCode
from menus.domain.reading import BadDocument

PROBLEMS = {
    ProblemCode.UNKNOWN_CODE: _("The edition has no item %(items)s."),
    ProblemCode.TIED_TO_ITSELF: _("Item %(items)s is tied to itself."),
    ProblemCode.NOT_FOR_EVERY_PLAN: _("Every plan can only bring an item with it, %(items)s is tied otherwise."),
    ProblemCode.CYCLE: _("The items wait for one another in a ring: %(items)s."),
    ProblemCode.CONTRADICTION: _("What has to come together excludes one another: %(items)s."),
    ProblemCode.NEEDED_NOT_OFFERED: _(
        "%(items)s: the second is needed for the first but is not offered there. Check that it is there already."
    ),
    ProblemCode.BROUGHT_NOT_OFFERED: _(
        "%(items)s: the first brings the second with it, which is not offered there. Offer both or neither."
    ),
    ProblemCode.COMPULSORY_NOT_OFFERED: _("Item %(items)s belongs in every plan but is not offered."),
    ProblemCode.IN_TWO_GROUPS: _("Line %(items)s stands in two choice groups."),
    ProblemCode.GROUP_NOT_OFFERED: _("A choice group names %(items)s, which is not offered."),
}

FAULTS = {
    "not_a_mapping": _("fields with names are expected here."),
    "key_is_no_text": _("the name “%(key)s” of a field is not a text; put it in quotation marks."),
    "not_a_list": _("a list is expected here."),
    "missing": _("it is missing. Fill it in."),
    "not_a_text": _("“%(value)s” is not a text; put it in quotation marks."),
    "too_long": _("it is longer than %(longest)s characters."),
    "control_character": _("it holds a character that cannot be shown."),
    "unknown_field": _("no such field is known; check the spelling."),
    "unknown_value": _("“%(value)s” is not one of: %(allowed)s."),
    "bad_code": _("“%(value)s” does not have the form of “%(example)s”."),
    "not_whole_fen": _("“%(value)s” is not a whole number of fen (100 fen are one yuan)."),
    "fen_out_of_range": _("%(value)s fen is not between 1 and %(most)s. A line without a price has no price field."),
    "not_true_or_false": _("“%(value)s” is neither true nor false."),
    "not_a_date": _("“%(value)s” is not a date of the form “2019-07-12”."),
    "not_of_major": _("“%(value)s” does not belong under “%(major)s”."),
    "nature_of_other_track": _("the nature “%(value)s” belongs to the other half of the menu."),
    "half_a_range": _("give both ends of the price range or neither."),
    "low_above_high": _("the low price %(low)s is above the high price %(high)s."),
    "class_with_basis": _("give the class of 2021 together with its basis, or neither."),
    "confirmed_in_reconstruction": _("a reconstruction has no officially confirmed lines."),
    "unknown_source": _("“%(value)s” is not among the sources."),
    "twice": _("it stands twice."),
}

EDITIONS = {
    "changed": _(
        "Edition “%(version)s” is loaded already and says something else. "
        "A loaded edition never changes: give the new text a new version."
    ),
}

FILES = {
    "nothing_there": _("%(path)s: there is no such file or folder."),
    "no_files": _("%(path)s: the folder holds no .yaml file."),
    "not_readable": _("%(path)s: the file cannot be read as text in UTF-8."),
    "not_yaml": _("%(path)s, line %(line)s, column %(column)s: this is not valid YAML (%(why)s)."),
    "too_deep": _("%(path)s: too many brackets or indents inside one another."),
    "wrong_tag": _("%(path)s: a value does not fit the “!!” tag before it (%(why)s)."),
    "not_a_mapping": _("%(path)s: fields with names are expected at the top of the file."),
    "field_twice": _("%(path)s, line %(line)s: the field “%(key)s” stands twice."),
    "in_two_files": _("%(path)s: “%(key)s” stands in another file of the folder as well."),
}


def of_problem(problem: Problem) -> str:
    """One sentence about a menu, with the lines it concerns."""
    lines = ", ".join(key.code if key.place == "community" else f"{key.code}@{key.place}" for key in problem.keys)
    return translate(str(PROBLEMS[problem.code])) % {"items": lines}


def of_document(refused: BadDocument) -> str:
    """One sentence: where in the document, and what is wrong there."""
    known = {**FAULTS, **{code.value: sentence for code, sentence in PROBLEMS.items()}}
    what = str(known[refused.code]) % refused.values
    return translate("In the document at “%(where)s”: %(what)s") % {"where": refused.where or "/", "what": what}
