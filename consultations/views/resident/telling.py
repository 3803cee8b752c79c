"""How lines hang together, and who pays, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.loaders.paper import Line
from consultations.loaders.ties import Tie
from menus.domain.catalogue import RelationKind
from menus.labels import PAYERS
from menus.models import MinorItem
from renewal_portal.shown.places import place_name
from renewal_portal.shown.words import in_language

#: Of a long list as many are named.
NAMED = 3


def before_choosing(tie: Tie) -> str:
    """Beside a question: what it needs, brings, excludes, and what is better done first."""
    named = {"others": _others(tie)}
    sentences = {
        RelationKind.NEEDS: _("Possible only together with %(others)s."),
        RelationKind.BRINGS_WITH: _("Brings with it: %(others)s."),
        RelationKind.EXCLUDES: _("Cannot be had together with %(others)s."),
        RelationKind.COMES_BEFORE: _("Better done before it: %(others)s."),
    }
    return _with_reason(sentences[tie.kind] % named, tie)


def afterwards(tie: Tie) -> str:
    """On the summary: what does not go together in what was filled in."""
    values = {"line": _quoted(tie.line, tie.line), "others": _others(tie)}
    sentences = {
        RelationKind.NEEDS: _("You want %(line)s. It is possible only together with %(others)s."),
        RelationKind.BRINGS_WITH: _("You want %(line)s. It brings with it: %(others)s."),
        RelationKind.EXCLUDES: _("You want %(line)s, which cannot be had together with %(others)s."),
        RelationKind.COMES_BEFORE: _("You want %(line)s. Better done before it: %(others)s."),
    }
    return _with_reason(sentences[tie.kind] % values, tie)


def payers(item: MinorItem) -> str:
    """Who usually pays for an item (handbook 3.1); empty where nobody is named."""
    names = dict(PAYERS)
    return _(", ").join(str(names[payer]) for payer in item.usual_payers)


def _with_reason(sentence: str, tie: Tie) -> str:
    return f"{sentence} {tie.reason}" if tie.reason else sentence


def _others(tie: Tie) -> str:
    """Any one of the others; of what is better done first, all of them, the first few by name."""
    if tie.kind is not RelationKind.COMES_BEFORE:
        return _(" or ").join(_quoted(line, tie.line) for line in tie.others)
    names = list(dict.fromkeys(_quoted(line, line) for line in tie.others))
    more = len(names) - NAMED
    if more > 1:
        names = [*names[:NAMED], ngettext("%(n)s other item", "%(n)s other items", more) % {"n": more}]
    return _(", ").join(names)


def _quoted(line: Line, beside: Line) -> str:
    """A line by its name, and by its place where that is another one than its neighbour's."""
    name = in_language(line.question, "wording")
    if line.question.place_id == beside.question.place_id:
        return _("“%(name)s”") % {"name": name}
    return _("“%(name)s” (%(place)s)") % {"name": name, "place": place_name(line.question.place)}
