"""A plan's file as a person would write it."""

from copy import deepcopy
from typing import Any

#: 100 yuan: a lamp, a roof with a defect, and a lift that brings its maintenance.
BY_HAND: dict[str, Any] = {
    "format": "renewal-portal/plan/1",
    "plan": "长石苑/1/1",
    "inputs": {
        "kind": "draft",
        "method": "support",
        "measure": "share",
        "budget_fen": 10000,
        "limits": {},
        "candidates": [
            {
                "code": code,
                "place": place,
                "position": position,
                "cost_fen": cost,
                "standing": standing,
                "support": support,
                "wanted": True,
                "due": code == "C3.01",
                "source": "budget",
                "verdict": None,
            }
            for position, (code, place, cost, standing, support) in enumerate(
                [
                    ("C1.07", "community", 3000, "owners", "2/3"),
                    ("C3.01", "1", 5000, "owners", "1/3"),
                    ("C3.08", "1-1", 9000, "owners", "1/1"),
                    ("M5.02", "1-1", 0, "contract", "0/1"),
                ],
                start=1,
            )
        ],
        "relations": [["brings_with", "C3.08", "M5.02"]],
        "groups": {},
    },
}


def changed(path: str, value: Any = ..., of: dict[str, Any] = BY_HAND) -> dict[str, Any]:
    """The file with one entry changed ("inputs/candidates/0/code"), or taken out where no value is given."""
    made = deepcopy(of)
    at: Any = made
    *way, last = path.split("/")
    for step in way:
        at = at[int(step) if isinstance(at, list) else step]
    key = int(last) if isinstance(at, list) else last
    if value is ...:
        del at[key]
    else:
        at[key] = value
    return made
