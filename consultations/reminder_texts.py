"""What a reminder says: that a vote waits, until when and where. Never what was filled in; no link signs in."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from consultations.domain.reminding import Group
from consultations.models import Round
from consultations.titles import of_round
from renewal_portal.shown.times import moment
from renewal_portal.shown.words import in_language

TEXTS = {
    Group.DRAFT: _(
        "%(community)s: what you filled in for “%(vote)s” is not confirmed, so it does not count. Sign in with your "
        "letter at %(site)s and confirm it before %(end)s, or vote on paper. Nobody asks you for your code."
    ),
    Group.SILENT: _(
        "%(community)s: “%(vote)s” waits for your answer until %(end)s. Sign in with your letter at %(site)s, or vote "
        "on paper at the committee. If you have answered meanwhile, all is well. Nobody asks you for your code."
    ),
}


def subject(round: Round) -> str:
    """Above an e-mail, in the portal's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        return translate("%(community)s: a vote waits for you") % {"community": in_language(_community(round))}


def text(round: Round, group: Group) -> str:
    """The message, in the portal's first language: who asked for it in another one is not known."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(TEXTS[group]) % {
            "community": in_language(_community(round)),
            "vote": of_round(round),
            "end": moment(round.closes_at),
            "site": settings.BASE_URL,
        }


def _community(round: Round):  # type: ignore[no-untyped-def]
    return round.consultation.community
