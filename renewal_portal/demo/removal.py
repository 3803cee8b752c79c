"""`make clean`: end and delete what demo and tests keep on this machine, also outside the clone."""

import shutil
import sys

from renewal_portal.embedded import EmbeddedError, Servers, sweep
from renewal_portal.embedded.places import is_temporary
from renewal_portal.embedded.servers import AlreadyRunning

from . import children
from .environment import NAME, Folders


def remove(folders: Folders) -> None:
    """Raises EmbeddedError while a demo runs."""
    sweep(folders.embedded)
    in_use = [record.stem for record in folders.embedded.glob("*.json") if is_temporary(record)]
    if in_use:
        raise EmbeddedError(f"Something still runs in this clone: {', '.join(in_use)}. Wait for its end, or stop it.")
    servers = Servers(NAME, folders.embedded, logs=folders.logs, temporary=True)
    try:
        servers.prepare()
    except AlreadyRunning as running:
        raise EmbeddedError("The demo runs: stop it first (Ctrl-C where it runs).") from running
    children.stop_recorded(folders.children)
    servers.erase()
    servers.stop()
    shutil.rmtree(folders.var, ignore_errors=True)


if __name__ == "__main__":
    try:
        remove(Folders())
    except EmbeddedError as refused:
        sys.exit(str(refused))
