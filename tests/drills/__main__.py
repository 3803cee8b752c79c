"""``python -m tests.drills [NAME …]``: practise what should never be done for the first time in earnest."""

import argparse
import sys

from tests.drills import DRILLS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.drills", description=__doc__)
    parser.add_argument("names", nargs="*", help="which; all without a name")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - set(DRILLS))
    if unknown:
        print(f"no drill named {', '.join(unknown)}; there are {', '.join(DRILLS) or 'none yet'}", file=sys.stderr)
        return 2
    for name in options.names or DRILLS:
        print(f"{name}: {DRILLS[name]()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
