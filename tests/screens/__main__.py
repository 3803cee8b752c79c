"""``python -m tests.screens [NAME …] [--to FOLDER] [--all] [--elder]``: pictures of the portal's pages.

Without options every page once on a phone in Chinese and once on a desktop in English, into ``docs/screens``.
"""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests import surroundings
from tests.doors import a_database_of_its_own

ROOT = Path(__file__).resolve().parents[2]
USUAL = (("phone", "zh"), ("desktop", "en"))
EVERY = (("phone", "zh"), ("phone", "en"), ("desktop", "zh"), ("desktop", "en"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("names", nargs="*", help="which pages; all without a name")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--all", action="store_true", help="both sizes in both languages")
    parser.add_argument("--elder", action="store_true", help="in large text")
    options = parser.parse_args()
    if surroundings.CHROMIUM is None:
        sys.exit(surroundings.NO_CHROMIUM)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps an event loop in this thread
    with a_database_of_its_own("screens", durable=False):
        _picture(options)
    return 0


def _picture(options: argparse.Namespace) -> None:
    from pytest_django.live_server_helper import LiveServer

    from consultations.demo import seeding
    from menus import files
    from menus.services.catalogue import load_edition
    from tests.screens import camera
    from tests.screens.pages import pages

    now = datetime.now(UTC)
    load_edition(document=files.read(files.REVIEWED), by="system:screens", at=now)
    list(seeding.seed(at=now))
    options.to.mkdir(parents=True, exist_ok=True)
    server = LiveServer("localhost")
    with camera.browser() as chromium:
        for page in pages():
            if options.names and page.name not in options.names:
                continue
            for size, language in EVERY if options.all else USUAL:
                picture = options.to / f"{page.name}.{size}.{language}.jpg"
                camera.take(chromium, server.url, page, size=size, language=language, to=picture, elder=options.elder)
            print(page.name, flush=True)
        if not options.names and not options.elder:
            camera.overview(chromium, options.to)
    server.stop()


if __name__ == "__main__":
    sys.exit(main())
