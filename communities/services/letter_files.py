"""The PDFs of letters on their way to the printer."""

from communities.services.kept_files import Shelf

_shelf = Shelf("letters", ".pdf")
save, read, delete, names = _shelf.save, _shelf.read, _shelf.delete, _shelf.names
