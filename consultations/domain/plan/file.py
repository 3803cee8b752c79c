"""The file of a plan: all it was drawn from and what came out, so that anybody can draw it again (docs/formats.md).

It can be written by hand. Every fault is one sentence that says where.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from reprlib import repr as shortened
from typing import Any

from consultations.domain.entries import Entry, FileFault, printable
from consultations.domain.plan import draw, plan_digest
from consultations.domain.plan.plain import inputs_from_plain, inputs_to_plain, plan_to_plain
from consultations.domain.plan.values import Measure, Method, Plan, PlanFault, PlanInputs, PlanKind, Standing
from consultations.domain.tally import Verdict
from menus.domain.catalogue import RelationKind
from menus.domain.places import BadPlace

FORMAT = "renewal-portal/plan/1"
NOT_IN_IT = "is not in this file: it would show how single homes answered; the sealed file of the plan holds it"

_FRACTION = re.compile(r"[0-9]{1,40}/0*[1-9][0-9]{0,39}")
_FAULTS = {
    "line_twice": "name a line twice",
    "position_twice": "give two lines the same position",
    "negative_money": "hold negative money",
    "menu_problem": "hold a menu that could not be offered",
}


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan's file, read and drawn again. ``said``: result and digest the file itself names, where it does."""

    key: str
    inputs: PlanInputs
    plan: Plan
    said: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """SHA-256 of the inputs and of what comes out of them."""
        return plan_digest(self.inputs, self.plan)

    @property
    def holds(self) -> bool:
        """Does the file say what comes out? One that says nothing is not contradicted."""
        computed = {"result": plan_to_plain(self.plan), "plan_sha256": self.digest}
        return all(computed[name] == said for name, said in self.said.items())


def holds_sealed(inputs: Mapping[str, Any]) -> bool:
    """Do the inputs show how single homes answered?

    Voices do, line by line. So do areas: the roll hangs on the notice board, and in a small place the area of all who
    want something fits only one set of neighbours (docs/verifiability.md).
    """
    return bool(inputs.get("voices")) or inputs.get("measure") == Measure.AREA


def to_file(
    key: str, inputs: Mapping[str, Any], result: Mapping[str, Any], digest: str, *, sealed: bool
) -> dict[str, Any]:
    """A stored plan as its file says it. A public one leaves out inputs that are sealed."""
    whole = {"inputs": inputs} if sealed or not holds_sealed(inputs) else {}
    return {"format": FORMAT, "plan": key, **whole, "result": result, "plan_sha256": digest}


def is_plan(plain: Any) -> bool:
    """Does a file say of itself that it is a plan, be it well formed or not?"""
    return isinstance(plain, dict) and plain.get("format") == FORMAT


def read(plain: Any) -> PlanFile:
    """A plan's file from its JSON, drawn again.

    Raises FileFault with the place and the reason.
    """
    top = Entry.of(plain)
    top.one_of("format", (FORMAT,))
    top.only("format", "plan", "inputs", "result", "plan_sha256")
    key = top.text("plan")
    said = {name: top.plain[name] for name in ("result",) if name in top.plain}
    if "plan_sha256" in top.plain:
        said["plan_sha256"] = top.hash("plan_sha256")
    if "inputs" not in top.plain and said:
        raise top.fault("inputs", NOT_IN_IT)
    inputs = _inputs(top.entry("inputs"))
    return PlanFile(key, inputs, _drawn(inputs), said)


def _drawn(inputs: PlanInputs) -> Plan:
    try:
        return draw(inputs)
    except PlanFault as fault:
        raise FileFault("inputs", _FAULTS.get(fault.code, "contradict each other")) from fault
    except BadPlace as bad:
        raise FileFault("inputs", f"name a place that cannot be ({bad})") from bad


def _inputs(entry: Entry) -> PlanInputs:
    """The inputs in the one form in which their digest is taken."""
    for name, known in (("kind", PlanKind), ("method", Method), ("measure", Measure)):
        entry.one_of(name, [str(each) for each in known])
    entry.whole("budget_fen")
    limits = entry.entry("limits")
    for source in limits.plain:
        if not printable(source):
            raise entry.fault("limits", "must name sources without control characters")
        limits.whole(source)
    for each in entry.entries("candidates"):
        _check_candidate(each)
    _check_ties(entry)
    try:
        inputs = inputs_from_plain(dict(entry.plain))
    except (KeyError, TypeError, ValueError) as broken:
        raise FileFault(entry.where, "are incomplete") from broken
    for where, why in _differences(entry.where, entry.plain, inputs_to_plain(inputs)):
        raise FileFault(where, why)
    return inputs


def _check_candidate(entry: Entry) -> None:
    for name in ("code", "place", "source"):
        entry.text(name)
    for name in ("position", "cost_fen"):
        entry.whole(name)
    for name in ("wanted", "due"):
        entry.value(name)
        entry.flag(name, default=False)
    entry.one_of("standing", [str(each) for each in Standing])
    if entry.value("verdict") is not None:
        entry.one_of("verdict", [str(each) for each in Verdict])
    if not _FRACTION.fullmatch(entry.text("support")):
        raise entry.fault("support", 'must be a fraction such as "3/4"')


def _check_ties(entry: Entry) -> None:
    """What ties lines to one another: relations of items, and groups of lines of which one is enough."""
    for where, relation in _lists(entry, entry.value("relations"), "relations"):
        if len(relation) != 3 or relation[0] not in list(RelationKind):
            raise FileFault(where, 'must be a kind and two codes, such as ["needs", "C3.08", "M5.02"]')
    groups = entry.entry("groups")
    for name in groups.plain:
        if not printable(name):
            raise entry.fault("groups", "must have names without control characters")
        for where, line in _lists(groups, groups.plain[name], name):
            if len(line) != 2:
                raise FileFault(where, 'must be a code and a place, such as ["C3.08", "1-1"]')


def _lists(entry: Entry, value: Any, name: str) -> Iterator[tuple[str, list[str]]]:
    """The short lists of texts in a list, each with its path."""
    if not isinstance(value, list):
        raise entry.fault(name, "must be a list")
    for number, each in enumerate(value):
        where = f"{entry.path(name)}[{number}]"
        if not isinstance(each, list) or not all(text == "" or printable(text) for text in each):
            raise FileFault(where, "must be a list of texts")
        yield where, each


def _differences(where: str, given: Any, canonical: Any) -> Iterator[tuple[str, str]]:
    """Where the file is written otherwise than the digest wants it: a name nobody knows, another order, "2/4"."""
    if isinstance(given, Mapping) and isinstance(canonical, Mapping):
        for name in given:
            if name not in canonical:
                yield where, f"knows no {shortened(name)}, only {', '.join(canonical)}"
            yield from _differences(f"{where}.{name}", given[name], canonical.get(name))
    elif isinstance(given, list) and isinstance(canonical, list) and len(given) == len(canonical):
        for number, pair in enumerate(zip(given, canonical, strict=True)):
            yield from _differences(f"{where}[{number}]", *pair)
    elif given != canonical:
        yield where, f"must be {shortened(canonical)}, as the digest is taken of it"
