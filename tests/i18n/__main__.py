"""``make messages``: collect the English strings into the Chinese catalogue and compile it."""

import sys

from django.conf import settings

from tests.i18n.catalogue import update


def main() -> int:
    settings.configure()  # the template scanner asks for nothing but defaults
    lacking = update()
    for sentence in lacking:
        print(f"no Chinese yet: {sentence.text!r}")
    print(f"{len(lacking)} strings without Chinese")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
