"""A small edition, and the same with one thing changed."""

from copy import deepcopy
from typing import Any

GONE = object()


def item(code: str, nature: str, **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "name_zh": f"小项{code}",
        "name_en": f"Item {code}",
        "nature": nature,
        "unit": "m2",
        "period": "once",
        "price_low_fen": 100,
        "price_high_fen": 200,
        "price_basis": "an assumption",
        "scope": "community",
        "decision_class": "ordinary",
        "provenance": "seed",
        **more,
    }


def major(track: str, code: str, *items: dict[str, Any]) -> dict[str, Any]:
    names = {"name_zh": f"大项{code}", "name_en": f"Major {code}"}
    return {"track": track, "code": code, **names, "provenance": "seed", "items": list(items)}


def relation(kind: str, item: str | None, other: str) -> dict[str, Any]:
    reasons = {"basis": "practice", "reason_zh": "原因", "reason_en": "Because."}
    return {"kind": kind, "item": item, "other": other, "provenance": "reconstruction", **reasons}


def options(*codes: str) -> list[dict[str, Any]]:
    return [{"code": code, "name_zh": f"方式{code}", "name_en": f"Mode {code}"} for code in codes]


SMALL = {
    "edition": {
        "version": "test-1",
        "status": "reconstruction",
        "effective_from": "2019-07-12",
        "source_document": "",
        "note_zh": "整理稿",
        "note_en": "A working reconstruction.",
    },
    "sources": {"press": "A newspaper", "office": "An office"},
    "majors": [
        major(
            "comprehensive",
            "C1",
            item(
                "C1.01",
                "basic",
                attested_by=["press", "office"],
                usual_payers=["government", "utility"],
                policy_class="base",
                policy_basis="press says so",
            ),
            item("C1.02", "additional", scope="stairwell", unit="each"),
        ),
        major(
            "management",
            "M1",
            item("M1.01", "service", period="month", unit="each", is_income=True),
            item(
                "M1.02",
                "service",
                period="month",
                price_low_fen=None,
                price_high_fen=None,
                options=options("company", "residents"),
            ),
        ),
    ],
    "relations": [
        relation("brings_with", None, "M1.02"),
        relation("comes_before", "C1.02", "C1.01"),
        relation("excludes", "C1.01", "M1.01"),
    ],
}


def document(**changes: Any) -> dict[str, Any]:
    """The small edition; `document(majors__0__items__1__unit="m")` changes one part, GONE takes it away."""
    whole = deepcopy(SMALL)
    for path, value in changes.items():
        *way, last = [int(step) if step.isdigit() else step for step in path.split("__")]
        part: Any = whole
        for step in way:
            part = part[step]
        if value is GONE:
            del part[last]
        else:
            part[last] = value
    return whole
