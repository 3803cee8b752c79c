"""What the parts of a catalogue must promise one another, each by its path in the document.

The database promises the same (`menus.models`); here the refusal names the place.
"""

from collections.abc import Hashable, Iterator

from menus.domain.catalogue import EditionStatus, Nature, RelationKind, Track
from menus.domain.graph import edition_problems
from menus.domain.reading import BadDocument
from menus.domain.rows import Catalogue, MajorRow, MinorRow, RelationRow


def refuse_half_lines(catalogue: Catalogue) -> None:
    """Every line says what it must say. Raises BadDocument."""
    official = catalogue.edition.status is EditionStatus.OFFICIAL
    if not catalogue.items:
        raise BadDocument("majors", "missing")
    for major, item, where in _lines(catalogue):
        _refuse_foreign(major, item, where)
        _refuse_half_price(item, where)
        if (item.policy_class is None) != (not item.policy_basis):
            raise BadDocument(f"{where}.policy_basis", "class_with_basis")
        if item.official_line_confirmed and not official:
            raise BadDocument(f"{where}.official_line_confirmed", "confirmed_in_reconstruction")
        for number, key in enumerate(item.attested_by):
            if key not in catalogue.sources:
                raise BadDocument(f"{where}.attested_by[{number}]", "unknown_source", value=key)


def refuse_contradictions(catalogue: Catalogue) -> None:
    """Nothing stands twice, and the relations can hold together. Raises BadDocument."""
    seen: set[Hashable] = set()
    for where, key in _keys(catalogue):
        if key in seen:
            raise BadDocument(where, "twice")
        seen.add(key)
    codes = [item.code for item in catalogue.items]
    for problem in edition_problems(codes, [row.tie for row in catalogue.relations]):
        items = ", ".join(key.code for key in problem.keys)
        raise BadDocument("relations", problem.code.value, items=items)


def _lines(catalogue: Catalogue) -> Iterator[tuple[MajorRow, MinorRow, str]]:
    for outer, major in enumerate(catalogue.majors):
        for inner, item in enumerate(major.items):
            yield major, item, f"majors[{outer}].items[{inner}]"


def _refuse_foreign(major: MajorRow, item: MinorRow, where: str) -> None:
    if not item.code.startswith(f"{major.code}."):
        raise BadDocument(f"{where}.code", "not_of_major", value=item.code, major=major.code)
    if (major.track is Track.MANAGEMENT) != (item.nature is Nature.SERVICE):
        raise BadDocument(f"{where}.nature", "nature_of_other_track", value=item.nature.value)


def _refuse_half_price(item: MinorRow, where: str) -> None:
    low, high = item.price_low_fen, item.price_high_fen
    if (low is None) != (high is None):
        raise BadDocument(f"{where}.price_low_fen", "half_a_range")
    if low is not None and high is not None and low > high:
        raise BadDocument(f"{where}.price_low_fen", "low_above_high", low=low, high=high)


def _keys(catalogue: Catalogue) -> Iterator[tuple[str, Hashable]]:
    """Everything that may stand once only."""
    for number, major in enumerate(catalogue.majors):
        yield f"majors[{number}].code", major.code
    for _, item, where in _lines(catalogue):
        yield f"{where}.code", item.code
        lists = {"usual_payers": item.usual_payers, "attested_by": item.attested_by}
        lists["options"] = tuple(option.code for option in item.options)
        for name, values in lists.items():
            for number, value in enumerate(values):
                yield f"{where}.{name}[{number}]", (item.code, name, value)
    for number, row in enumerate(catalogue.relations):
        yield f"relations[{number}]", _pair(row)


def _pair(row: RelationRow) -> Hashable:
    """An exclusion says the same from both sides."""
    if row.kind is RelationKind.EXCLUDES:
        return row.kind, frozenset({row.item, row.other})
    return row.tie
