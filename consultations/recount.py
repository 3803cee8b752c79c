"""Recompute a round or a plan from its file, or check the proof of a receipt: ``python -m consultations.recount FILE``.

Needs neither Django nor settings nor a database; docs/formats.md describes the files. Prints as JSON the tally, the
Merkle root and the SHA-256 of the canonical inputs; of a plan, every line with its reason and the SHA-256; of a proof,
whether the ballot is in the count with the root named there. Answers a malformed file with one line and exit status 2.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from consultations.domain import proofs
from consultations.domain.entries import FileFault, parse
from consultations.domain.plan import file as plans
from consultations.domain.plan.file import PlanFile
from consultations.domain.plan.plain import plan_to_plain
from consultations.domain.proofs import Proof
from consultations.domain.published import line_to_sealed
from consultations.domain.rules import to_plain
from consultations.domain.sealed import SealedRound, read
from consultations.domain.tally import TallyFault

USAGE = "usage: python -m consultations.recount FILE"


class Malformed(ValueError):
    """A file that cannot be recounted, in one sentence."""


def recount(sealed: SealedRound) -> dict[str, Any]:
    """What a sealed file adds up to. Raises TallyFault."""
    tally = sealed.tally()
    return {
        "round": sealed.key,
        "rule_book": to_plain(sealed.book),
        "ballots": tally.ballots,
        "labels": {name: dict(values) for name, values in tally.labels.items()},
        "questions": [line_to_sealed(code, line) for code, line in zip(sealed.codes, tally.lines, strict=True)],
        "merkle_root": sealed.merkle_root(),
        "replaced_root": sealed.replaced_root(),
        "inputs_sha256": sealed.inputs_digest(),
    }


def check(proof: Proof) -> dict[str, Any]:
    """What the proof of a receipt shows: true, or false where its steps lead elsewhere."""
    return {"round": proof.key, "in_the_count": proof.holds, "root": proof.root}


def draw_again(file: PlanFile) -> dict[str, Any]:
    """The plan that comes out of a file's inputs, and whether it is the one the file tells."""
    return {
        "plan": file.key,
        **plan_to_plain(file.plan),
        "plan_sha256": file.digest,
        "as_the_file_says": file.holds,
    }


def recount_file(path: Path) -> dict[str, Any]:
    """Read one file, and recount, draw or check it as its format says. Raises Malformed."""
    try:
        plain = parse(path.read_bytes())
        if plans.is_plan(plain):
            return draw_again(plans.read(plain))
        return check(proofs.read(plain)) if proofs.is_proof(plain) else recount(read(plain))
    except OSError as unreadable:
        raise Malformed(f"{path}: cannot be read ({unreadable.strerror})") from unreadable
    except (FileFault, TallyFault) as fault:
        raise Malformed(f"{path}: {fault.where}: {fault.why}") from fault


def main(arguments: Sequence[str]) -> int:
    """The command line. 0: recounted, or in the count; 1: not in the count, or another plan comes out than the file
    tells; 2: the file or the call is malformed."""
    if len(arguments) != 1:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        result = recount_file(Path(arguments[0]))
    except Malformed as malformed:
        print(malformed, file=sys.stderr)
        return 2
    sys.stdout.buffer.write(json.dumps(result, ensure_ascii=False, indent=2).encode() + b"\n")
    return 0 if result.get("in_the_count", True) and result.get("as_the_file_says", True) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
