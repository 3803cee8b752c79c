"""``python -m tests.benchmarks [NAME …] [--json]``: each figure beside its yardstick, measured in the same run."""

import argparse
import json
import sys

from tests.doors import a_database_of_its_own


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help="which; all without a name")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args()
    with a_database_of_its_own("benchmarks", durable=True) as settings:
        from tests.benchmarks.answering import ballot, page
        from tests.benchmarks.confirming import confirm
        from tests.benchmarks.counting import big, city
        from tests.benchmarks.electing import ELECTIONS
        from tests.benchmarks.reading import menu, result
        from tests.benchmarks.registering import register

        known = {"big": big, "page": page, "ballot": ballot, "confirm": confirm}
        known |= {"register": register, "result": result, "menu": menu, "city": city}
        known |= ELECTIONS
        unknown = sorted(set(options.names) - set(known))
        if unknown:
            print(f"no benchmark named {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
            return 2
        if not options.json:
            print(f"PostgreSQL: {settings}")
        for name in options.names or known:
            figure = known[name]()
            print(json.dumps(figure.plain()) if options.json else figure, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
