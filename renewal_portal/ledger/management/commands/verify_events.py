from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from renewal_portal.ledger import sentences
from renewal_portal.ledger.domain.chain import Head
from renewal_portal.ledger.models import Event
from renewal_portal.ledger.services import sealing, verifying

SHOWN = 50


class Command(BaseCommand):
    help = "Check every chain of events against its seals and against printed heads; exit 1 on any fault."

    def add_arguments(self, parser):
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="DISTRICT:SEQ:HASH",
            help="a head as printed on a tally sheet or plan; may be given more than once",
        )

    def handle(self, *, head, **options):
        faults = verifying.faults(heads=[self._head(text) for text in head])
        for district, (seq, digest) in sealing.heads().items():
            self.stdout.write(_("Head %(head)s") % {"head": f"{district}:{seq}:{digest}"})
        self._list_unsealed()
        for fault in faults:
            self.stderr.write(sentences.of_fault(fault))
        if faults:
            message = ngettext("%(count)s fault found.", "%(count)s faults found.", len(faults))
            raise CommandError(message % {"count": len(faults)})
        self.stdout.write(_("Every chain is whole."))

    def _list_unsealed(self):
        unsealed = Event.objects.filter(unsealed__isnull=False).order_by("id")
        count = unsealed.count()
        message = ngettext("%(count)s event is not sealed yet.", "%(count)s events are not sealed yet.", count)
        self.stdout.write(message % {"count": count})
        for event in unsealed[:SHOWN]:
            self.stdout.write(f"  {event.pk} {event.district or '-'} {event.at.isoformat()} {event.what} {event.about}")
        if count > SHOWN:
            self.stdout.write(_("  … and %(count)s more") % {"count": count - SHOWN})

    def _head(self, text):
        district, _colon, rest = text.partition(":")
        seq, _colon, digest = rest.partition(":")
        if not (seq.isdecimal() and len(digest) == 64 and set(digest) <= set("0123456789abcdef")):
            raise CommandError(
                _(
                    "“%(head)s” is not a head. Copy it as printed: district code, colon, number, colon, "
                    "64 digits and letters."
                )
                % {"head": text}
            )
        return Head(district, int(seq), digest)
