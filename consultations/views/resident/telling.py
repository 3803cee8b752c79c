"""How lines hang together, and who pays, in sentences."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from consultations import titles
from consultations.loaders.paper import Line
from consultations.loaders.ties import Tie
from menus.domain.catalogue import RelationKind, Scope
from menus.labels import PAYERS
from menus.models import MinorItem
from renewal_portal.shown.places import place_name


def who_chooses(line: Line, *, decides: bool) -> str:
    """Why this question is on this ballot: who may answer it."""
    kind = Scope(line.question.place.kind)
    if line.question.offered.item.scope == Scope.ADJACENT:
        return _("It lies beside the community. All may say what they wish; an authority decides.")
    if decides:
        owners = {
            Scope.BUILDING: _("Only the owners of this building decide this."),
            Scope.STAIRWELL: _("Only the owners of this stairwell decide this."),
        }
        return owners.get(kind, _("All owners of the community decide this."))
    homes = {
        Scope.BUILDING: _("Only the homes of this building choose this."),
        Scope.STAIRWELL: _("Only the homes of this stairwell choose this."),
    }
    return homes.get(kind, _("All homes of the community choose this."))


def so_far(tie: Tie, wanted: Collection[int], beside: Collection[int]) -> str:
    """Whether the other was chosen on another page; nothing where it stands ``beside`` and is seen."""
    if any(line.number in beside for line in tie.others):
        return ""
    if tie.kind is RelationKind.EXCLUDES:
        return _("You have chosen that one: only one of the two is possible.") if _chosen(tie, wanted) else ""
    return _("You have chosen that.") if _chosen(tie, wanted) else _("You have not chosen that so far.")


def _chosen(tie: Tie, wanted: Collection[int]) -> bool:
    return any(line.number in wanted for line in tie.others)


def before_choosing(tie: Tie, so_far: str = "") -> str:
    """Beside a question: what it needs, brings with it or excludes, and how that stands on this ballot."""
    sentences = {
        RelationKind.NEEDS: _("Possible only together with %(others)s."),
        RelationKind.BRINGS_WITH: _("Brings with it: %(others)s."),
        RelationKind.EXCLUDES: _("Cannot be had together with %(others)s."),
    }
    said = _with_reason(sentences[tie.kind] % {"others": _others(tie)}, tie)
    return _one_after_the_other(said, so_far) if so_far else said


def afterwards(tie: Tie, *, decides: bool) -> str:
    """On the summary: what does not go together in what was filled in. Households want, owners agree."""
    said = _("You agree to %(line)s.") if decides else _("You want %(line)s.")
    sentences = {
        RelationKind.NEEDS: _("It is possible only together with %(others)s."),
        RelationKind.BRINGS_WITH: _("It brings with it: %(others)s."),
        RelationKind.EXCLUDES: _("It cannot be had together with %(others)s."),
        RelationKind.COMES_BEFORE: _("Before it should come what you turned down: %(others)s."),
    }
    values = {"line": _quoted(tie.line, tie.line), "others": _others(tie)}
    return _with_reason(_one_after_the_other(said, sentences[tie.kind]) % values, tie)


def payers(item: MinorItem) -> str:
    """Who usually pays for an item (handbook 3.1); empty where nobody is named."""
    names = dict(PAYERS)
    return _(", ").join(str(names[payer]) for payer in item.usual_payers)


def _with_reason(sentence: str, tie: Tie) -> str:
    return _one_after_the_other(sentence, str(tie.reason)) if tie.reason else sentence


def _one_after_the_other(first: str, second: str) -> str:
    return _("%(first)s %(second)s") % {"first": first, "second": second}


def _others(tie: Tie) -> str:
    """Any one of them is enough, or too much."""
    return _(" or ").join(_quoted(line, tie.line) for line in tie.others)


def _quoted(line: Line, beside: Line) -> str:
    """A line by its name, and by its place where that is another one than its neighbour's."""
    name = titles.of_question(line.question)
    if line.question.place_id == beside.question.place_id:
        return _("“%(name)s”") % {"name": name}
    return _("“%(name)s” (%(place)s)") % {"name": name, "place": place_name(line.question.place)}
