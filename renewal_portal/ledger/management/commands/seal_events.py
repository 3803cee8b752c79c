from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from renewal_portal.ledger import clock
from renewal_portal.ledger.services import sealing


class Command(BaseCommand):
    help = "Chain the events that are not sealed yet and print the heads. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--district", help="only this district's chain ('' for events of no district)")

    def handle(self, *, district, **options):
        at, total = clock.now(), 0
        while sealed := sealing.seal(at=at, district=district):
            total += sealed
        self.stdout.write(ngettext("%(count)s event sealed.", "%(count)s events sealed.", total) % {"count": total})
        for name, (seq, digest) in sealing.heads().items():
            self.stdout.write(_("Head %(head)s") % {"head": f"{name}:{seq}:{digest}"})
