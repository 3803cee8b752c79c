"""The thirteen stages in five groups, in words for people."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.domain.stages import ONWARD, Stage

Words = str | Promise
S = Stage

#: Stage → its name, and what is going on while a community stands there.
WORDS: dict[Stage, tuple[Words, Words]] = {
    S.DRAFT: (_("Preparing"), _("The committee prepares the roll of owners and the menu.")),
    S.SELECTING: (_("Households choose"), _("Every household says which renovation items it wants.")),
    S.CONSULTING: (_("Consultation"), _("Neighbours meet and talk over the draft plan.")),
    S.DECIDING: (_("Owners decide"), _("Every owner votes on each line of the draft plan.")),
    S.COUNTED: (_("Votes counted"), _("The votes are counted and the result is posted.")),
    S.PLANNED: (_("Final plan"), _("What passed is fitted to the budget.")),
    S.ON_NOTICE: (_("Public notice"), _("The final plan is posted. Anyone may object.")),
    S.IN_REVIEW: (_("Joint review"), _("The offices of the district review the plan together.")),
    S.APPROVED: (_("Approved"), _("The plan is approved. The works are being prepared.")),
    S.UNDER_WAY: (_("Works under way"), _("The works are going on.")),
    S.ACCEPTED: (_("Works accepted"), _("The works are finished and have been accepted.")),
    S.EVALUATED: (_("Evaluated"), _("Residents have said how well it was done.")),
    S.CLOSED: (_("Closed"), _("Everything is handed over. Management carries on.")),
    S.WITHDRAWN: (_("Withdrawn"), _("The residents have withdrawn. This consultation has ended.")),
    S.SUSPENDED: (_("Suspended"), _("Nothing goes on for now. It resumes where it stopped.")),
    S.REJECTED: (_("Rejected"), _("The plan was rejected. This consultation has ended.")),
}

#: The five groups, in order: a short name and the stages in it.
GROUPS: tuple[tuple[str, Words, tuple[Stage, ...]], ...] = (
    ("wish", _("Wishes"), (S.DRAFT, S.SELECTING)),
    ("meeting", _("Talks"), (S.CONSULTING,)),
    ("ballot", _("Decision"), (S.DECIDING, S.COUNTED)),
    ("plan", _("Plan"), (S.PLANNED, S.ON_NOTICE, S.IN_REVIEW, S.APPROVED)),
    ("works", _("Works"), (S.UNDER_WAY, S.ACCEPTED, S.EVALUATED, S.CLOSED)),
)
ON_THE_WAY = tuple(stage for _icon, _name, stages in GROUPS for stage in stages)


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the way as the bar shows it; ``state`` is done, now or ahead."""

    name: Words
    state: str


@dataclass(frozen=True, slots=True)
class Group:
    """One of the five groups as the bar shows it."""

    icon: str
    name: Words
    state: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The whole bar: ``aside`` is a side door (suspended, withdrawn, rejected), or None."""

    groups: tuple[Group, ...]
    name: Words
    sentence: Words
    next_name: Words
    next_sentence: Words
    aside: Words | None


def way(stage: str, stopped_at: str = "") -> Way:
    """The bar of a community at ``stage``; ``stopped_at`` is where it stood before it took a side door, if known."""
    here = Stage(stage)
    on_way = here in ON_THE_WAY
    at = here if on_way else Stage(stopped_at) if stopped_at else None
    onward = ONWARD.get(here) if on_way else at
    following = WORDS[onward] if onward else ("", "")
    if here in (S.WITHDRAWN, S.REJECTED):
        following = ("", "")
    name, sentence = WORDS[here]
    return Way(tuple(_groups(at)), name, sentence, *following, None if on_way else name)


def _groups(at: Stage | None) -> Iterator[Group]:
    place = ON_THE_WAY.index(at) if at else -1
    for icon, name, stages in GROUPS:
        places = [ON_THE_WAY.index(stage) for stage in stages]
        steps = tuple(Step(WORDS[s][0], _state(i, i, place)) for s, i in zip(stages, places, strict=True))
        yield Group(icon, name, _state(places[0], places[-1], place), steps)


def _state(first: int, last: int, place: int) -> str:
    if place > last or place == len(ON_THE_WAY) - 1:
        return "done"
    return "now" if first <= place else "ahead"
