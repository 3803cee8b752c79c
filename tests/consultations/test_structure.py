"""The habits no linter knows, read from the sources: one door for stages, one place that writes, one clock."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.refusals import ROOT

APPS = ("consultations", "communities", "menus", "renewal_portal")
#: What stands between people and the services; it translates in, calls one service, translates out.
EDGE = ("views", "forms", "admin", "management", "templatetags", "offices", "urls")
EDGE_FILES = ("api.py", "tasks.py", "access.py", "filters.py", "serializers.py", "urls.py", "health.py", "views.py")
#: What only reads.
BELOW = ("loaders", "domain", "shown")
BELOW_FILES = ("loaders.py", "querysets.py", "sentences.py")
#: The demo shows the code an authenticator would show at this moment of the real day, wherever its own clock stands.
AUTHENTICATOR = "consultations/demo/logins.py"
WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "raw"}


def sources(*, beside: tuple[str, ...] = ("migrations",)) -> list[Path]:
    found = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    assert len(found) > 200
    return [path for path in found if not set(beside) & set(path.parts)]


def lines(paths: list[Path], matches: Callable[[ast.AST], bool]) -> list[str]:
    """file:line of every node that matches."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if matches(node)
    ]


def files(found: list[str]) -> set[str]:
    return {each.rpartition(":")[0] for each in found}


def edge() -> list[Path]:
    return [path for path in sources() if set(EDGE) & set(path.parts) or path.name in EDGE_FILES]


def below() -> list[Path]:
    return [path for path in sources() if set(BELOW) & set(path.parts) or path.name in BELOW_FILES]


def targets(node: ast.AST) -> Iterator[ast.AST]:
    """Every name and attribute an assignment writes to, also inside of `a, b = …`."""
    written = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    for target in written:
        yield from getattr(target, "elts", [target])


def sets_a_stage(node: ast.AST) -> bool:
    if not isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        return False
    return any(isinstance(target, ast.Attribute) and target.attr == "stage" for target in targets(node))


def updates_a_stage(node: ast.AST) -> bool:
    """`update(stage=…)`, `setattr(…, "stage", …)`, or a row made with another stage than it begins with."""
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name == "setattr":
        return any(isinstance(value, ast.Constant) and value.value == "stage" for value in node.args)
    return name in WRITES | {"update"} and any(keyword.arg == "stage" for keyword in node.keywords)


def writes(node: ast.AST) -> bool:
    """A picture that is saved into a file gets the file; a row or a form gets nothing but names."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr in WRITES and not (node.func.attr == "save" and node.args)


def updates_rows(node: ast.AST) -> bool:
    """`….update(field=…)` with names, as rows are updated; a dictionary gets another dictionary."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("update", "aupdate")
        and bool(node.keywords)
        and not node.args
    )


def reads_the_clock(node: ast.AST) -> bool:
    """The present moment, however it is asked for; `localdate(at)` is a translation, `localdate()` a look."""
    if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today"):
        return _last(node.value) in ("timezone", "datetime", "date")
    if isinstance(node, ast.Call) and _last(node.func) in ("localdate", "localtime"):
        return not node.args and not node.keywords
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("time.time", "Now")


def _last(node: ast.AST) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def imports_the_clock(node: ast.AST) -> bool:
    if not isinstance(node, ast.ImportFrom):
        return False
    asked = {"renewal_portal.ledger.clock": "now", "renewal_portal.ledger": "clock"}.get(str(node.module))
    return asked in {alias.name for alias in node.names}


def test_a_stage_changes_through_one_door():
    assert files(lines(sources(), sets_a_stage)) == {"consultations/services/moving.py"}
    assert files(lines(sources(), updates_a_stage)) == {"consultations/services/offering.py"}  # begins at *draft*


def test_the_edge_writes_nothing():
    assert len(edge()) > 50
    assert lines(edge(), writes) + lines(edge(), updates_rows) == []


def test_what_reads_does_not_write():
    assert len(below()) > 50
    assert lines(below(), writes) + lines(below(), updates_rows) == []


def test_the_clock_is_read_in_one_place():
    assert files(lines(sources(), reads_the_clock)) == {"renewal_portal/ledger/clock.py", AUTHENTICATOR}


def test_only_the_edge_asks_the_clock():
    """Everything below is told when."""
    asks = {ROOT / name for name in files(lines(sources(), imports_the_clock))}

    assert len(asks) > 20
    assert asks - set(edge()) == set()


@pytest.mark.parametrize(
    "seen, source",
    [
        (sets_a_stage, "consultation.stage = 'closed'"),
        (sets_a_stage, "consultation.stage, other = 'closed', 1"),
        (updates_a_stage, "rows.update(stage='closed')"),
        (updates_a_stage, "setattr(row, 'stage', 'closed')"),
        (writes, "form.save()"),
        (writes, "Round.objects.create(number=1)"),
        (updates_rows, "Round.objects.update(state='open')"),
        (reads_the_clock, "timezone.now()"),
        (reads_the_clock, "default=timezone.now"),
        (reads_the_clock, "datetime.datetime.now(UTC)"),
        (reads_the_clock, "date.today()"),
        (reads_the_clock, "timezone.localdate()"),
        (reads_the_clock, "time.time()"),
    ],
)
def test_each_look_sees_what_it_looks_for(seen, source):
    assert any(seen(node) for node in ast.walk(ast.parse(source)))


@pytest.mark.parametrize(
    "seen, source",
    [
        (sets_a_stage, "stage = consultation.stage"),
        (updates_rows, "found.update({'heads': 1})"),
        (writes, "picture.save(file, kind='svg')"),
        (reads_the_clock, "timezone.localdate(at)"),
        (reads_the_clock, "at = now()"),
    ],
)
def test_and_nothing_else(seen, source):
    assert not any(seen(node) for node in ast.walk(ast.parse(source)))
