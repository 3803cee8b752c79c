"""A sealed file as a person would write it, and its faults."""

from copy import deepcopy
from typing import Any

NONCES = {serial: f"{number:064x}" for number, serial in enumerate(("AAA", "BBB", "CCC", "OLD"), start=1)}

#: Two owners in stairwell 1-1, one in 1-2; a lamp for all and a lift in 1-1. The second ballot replaced an older one.
SEALED: dict[str, Any] = {
    "format": "renewal-portal/sealed-round/1",
    "round": "长石苑/1/2",
    "kind": "decision",
    "rule_book": {"blank_takes_part": False},
    "questions": [
        {"number": 1, "code": "C1.07", "place": "community", "rule": "ordinary"},
        {"number": 2, "code": "C3.08", "place": "1-1", "rule": "special"},
    ],
    "roll": [
        {"voice": 1, "areas_cm2": {"community": 800000, "1": 800000, "1-1": 800000}},
        {"voice": 2, "areas_cm2": {"community": 600000, "1": 600000, "1-1": 600000}},
        {"voice": 3, "areas_cm2": {"community": 500000, "1": 500000, "1-2": 500000}},
    ],
    "ballots": [
        {"voice": 1, "serial": "AAA", "nonce": NONCES["AAA"], "answers": "++", "choices": "p2,1", "channel": "online"},
        {"voice": 2, "serial": "BBB", "nonce": NONCES["BBB"], "answers": "-+", "channel": "paper", "strength": "visit"},
        {"voice": 3, "serial": "CCC", "nonce": NONCES["CCC"], "answers": "0.", "channel": "online"},
    ],
    "replaced": [
        {"voice": 2, "serial": "OLD", "nonce": NONCES["OLD"], "answers": "--", "set_aside_reason": "second_ballot"},
    ],
}


def changed(path: str, value: Any = ...) -> dict[str, Any]:
    """The file with one entry changed ("roll/0/voice"), or taken out where no value is given."""
    made = deepcopy(SEALED)
    at: Any = made
    *way, last = path.split("/")
    for step in way:
        at = at[_step(at, step)]
    if value is ...:
        del at[_step(at, last)]
    else:
        at[_step(at, last)] = value
    return made


def _step(at: Any, step: str) -> int | str:
    return int(step) if isinstance(at, list) else step


def paths(value: Any = SEALED, way: str = "") -> list[str]:
    """The path of every entry of the file, however deep."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for step, item in steps for path in (f"{way}{step}", *paths(item, f"{way}{step}/"))]
