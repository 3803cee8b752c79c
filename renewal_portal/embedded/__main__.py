"""``python -m renewal_portal.embedded [--durable] COMMAND …``: run a command beside temporary servers.

DATABASE_URL and REDIS_URL are set for the command where they are missing. ``--durable`` turns fsync on (benchmarks).
"""

import subprocess
import sys
from pathlib import Path

from . import EmbeddedError, running

FOLDER = Path(__file__).resolve().parents[2] / "var" / "embedded"


def main(argv: list[str]) -> int:
    durable = argv[:1] == ["--durable"]
    command = argv[1:] if durable else argv
    if not command:
        print(__doc__, file=sys.stderr)  # noqa: T201
        return 2
    try:
        with running("run", FOLDER, durable=durable):
            return subprocess.run(command, check=False).returncode  # noqa: S603
    except EmbeddedError as refused:
        print(refused, file=sys.stderr)  # noqa: T201
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
