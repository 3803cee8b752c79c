"""The first wording of a meeting's minutes, from what was noted while it ran. It names no voice."""

from django.utils import translation
from django.utils.translation import gettext as translate

from consultations import titles
from consultations.domain.sittings import Field
from consultations.loaders.sittings import agenda, guests, room
from consultations.models import AgendaPoint, Proposal, Sitting
from consultations.sitting_sentences import FIELDS
from renewal_portal.shown.times import moment

#: Minutes are kept in the language of the community.
LANGUAGE = "zh-hans"


def drafted(sitting: Sitting) -> str:
    """Line by line: when and where, who was there in numbers, then every point with its advice and its hands."""
    with translation.override(LANGUAGE):
        points = [_point(point) for point in agenda(sitting)]
        return "\n\n".join([_head(sitting), *points])


def _head(sitting: Sitting) -> str:
    seen = room(sitting, sitting.starts_at)
    invited = [f"{each.name}（{FIELDS[Field(each.field)]}）" for each in guests(sitting)]
    lines = [
        f"{titles.of_sitting(sitting)}，{moment(sitting.opened_at)}，{sitting.venue}。",
        translate("%(came)s of %(entitled)s came; %(present)s were there at the end.")
        % {"came": seen.came, "entitled": seen.entitled, "present": seen.present},
    ]
    if invited:
        lines.append(translate("Guests: %(guests)s") % {"guests": "、".join(invited)})
    return "\n".join(lines)


def _point(point: AgendaPoint) -> str:
    lines = [f"{point.number}. {point.text}"]
    lines += [f"{each.guest.name}：{each.text}" for each in point.advice.all()]
    lines += [resolved(each) for each in point.proposals.all()]
    return "\n".join(lines)


def resolved(put: Proposal) -> str:
    """A resolution with its hands and what became of it, in one sentence."""
    pattern = (
        translate("“%(text)s”: %(yes)s for, %(no)s against, %(none)s abstaining, of %(present)s present: carried.")
        if put.carried
        else translate(
            "“%(text)s”: %(yes)s for, %(no)s against, %(none)s abstaining, of %(present)s present: not carried."
        )
    )
    told = {"text": put.text, "yes": put.in_favour, "no": put.against, "none": put.abstaining, "present": put.present}
    return pattern % told
