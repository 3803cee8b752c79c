"""Load an edition of the menu."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from menus import files, sentences
from menus.domain.catalogue import Track
from menus.domain.reading import BadDocument
from menus.models import Edition, MajorItem, MinorItem
from menus.services import catalogue
from renewal_portal.ledger.clock import now


class Command(BaseCommand):
    help = "Load an edition of the menu from a file or folder; without one, the portal's own. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=files.REVIEWED)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            document = files.read(file)
            edition = catalogue.load_edition(document=document, by="system:load_catalogue", at=now())
        except files.BadFile as bad:
            raise CommandError(str(sentences.FILES[bad.code]) % bad.values) from None
        except BadDocument as bad:
            raise CommandError(sentences.of_document(bad)) from None
        except catalogue.EditionRefused as refused:
            raise CommandError(str(sentences.EDITIONS[refused.code]) % refused.values) from None
        self.stdout.write(_("Edition %(version)s: %(counts)s") % {"version": edition, "counts": _counts(edition)})


def _counts(edition: Edition) -> str:
    """Majors/minors of both halves, as "5/39 + 6/25"."""
    return " + ".join(
        f"{MajorItem.objects.filter(edition=edition, track=track.value).count()}"
        f"/{MinorItem.objects.of(edition.pk).on(track.value).count()}"
        for track in Track
    )
