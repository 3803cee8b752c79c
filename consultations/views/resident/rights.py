"""Who may answer for a voice, and as how many heads it counts, in plain words (DESIGN section 4; handbook 2.3)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.domain.electorate import Tenure
from communities.loaders import Named
from communities.models import Credential


def as_one(credential: Credential, doors: int, names: Sequence[Named]) -> list[str]:
    """Whether the voice counts as one head, and with whom."""
    if credential.unit_id:
        return [
            _("In the households' selection this home has one answer, however many people live in it."),
            _("In the owners' decision a home has no voice of its own: its owner decides, with a letter of their own."),
        ]
    said = [
        ngettext(
            "This door counts as one head in the owners' decision.",
            "These %(doors)s doors together count as one head in the owners' decision, and their areas are added up.",
            doors,
        )
        % {"doors": doors}
    ]
    if len(names) > 1:
        everybody = _("; ").join(named.name for named in names)
        said.append(_("It belongs to several persons, who have one voice together: %(names)s.") % {"names": everybody})
    return [*said, _("Doors that belong to other persons, or to one of you alone, count apart.")]


def who_answers(credential: Credential, names: Sequence[Named]) -> list[str]:
    """The rule of the selection and of the decision, as it meets this voice."""
    return _for_a_home(credential) if credential.unit_id else _for_an_owner(names)


def _for_a_home(credential: Credential) -> list[str]:
    assert credential.unit is not None  # noqa: S101 - asked of a household's letter alone
    lived_in = {
        Tenure.OWNER_OCCUPIED: _("The register says that the owner lives here."),
        Tenure.LET: _("The register says that this home is let."),
        Tenure.VACANT: _("The register says that this home is empty."),
    }
    return [
        lived_in[Tenure(credential.unit.tenure or Tenure.OWNER_OCCUPIED)],
        _("In the selection whoever lives in the home answers: the tenant or the owner."),
        _(
            "The owner of a let or empty home answers where nobody living there has; such answers are shown apart. If "
            "somebody who lives there answers, that answer counts; the owner's is kept beside it."
        ),
        _("In the decision only owners vote. A tenant has no vote there."),
    ]


def _for_an_owner(names: Sequence[Named]) -> list[str]:
    said = []
    speaker = next((named.name for named in names if named.speaks), "")
    if len(names) > 1 and speaker:
        said.append(
            _("In the decision one of you casts the ballot for all: %(name)s, the named representative.")
            % {"name": speaker}
        )
        said.append(
            _(
                "The others see that it was cast, never what it says, and may dispute it until the vote closes. A "
                "disputed ballot is not counted unless the dispute is settled before."
            )
        )
    else:
        said.append(_("In the decision you vote as the owner."))
    return [
        *said,
        _(
            "In the selection whoever lives in a home answers for it. For a home of yours that is let or empty you "
            "answer where nobody living there has; if somebody there answers, that counts and yours is kept beside it."
        ),
    ]
