"""Elections in the format of the Pabulib archive (Faliszewski and others, arXiv 2305.11035; docs/elections.md)."""

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from consultations.domain.plan.election.sections import PabulibFault, Section, split
from consultations.domain.plan.election.values import Election, Project

#: What a vote may be here: several projects approved of, or one.
VOTE_TYPES = ("approval", "choose-1")

_MONEY = re.compile(r"[0-9]{1,18}(?:\.([0-9]{1,18}))?")


def read(content: bytes) -> Election:
    """The election of a file; its currency is counted in as small units as its amounts need. Raises PabulibFault."""
    sections = split(content)
    meta = _meta(sections["META"])
    kind_line, kind = _said(meta, sections["META"], "vote_type")
    if kind not in VOTE_TYPES:
        raise PabulibFault(kind_line, "vote_type", value=kind, allowed=", ".join(VOTE_TYPES))
    _check_number(meta, "num_projects", sections["PROJECTS"])
    _check_number(meta, "num_votes", sections["VOTES"])
    names = _ids(sections["PROJECTS"], "project_id")
    costs = list(sections["PROJECTS"].column("cost"))
    budget = _said(meta, sections["META"], "budget")
    unit = 10 ** max(_decimals(*amount) for amount in [budget, *costs])
    projects = [Project(name, _money(cost, unit)) for name, (_, cost) in zip(names, costs, strict=True)]
    return Election.of(projects, _money(budget[1], unit), _ballots(sections["VOTES"], names), unit=unit)


def _meta(section: Section) -> Mapping[str, tuple[int, str]]:
    """Key to line and value. A key that stands twice is refused: nobody could say which one holds."""
    said: dict[str, tuple[int, str]] = {}
    for line, row in zip(section.lines, section.rows, strict=True):
        key = row[0].strip().lower()
        if key in said:
            raise PabulibFault(line, "twice", name=key)
        said[key] = (line, row[1].strip())
    return said


def _said(meta: Mapping[str, tuple[int, str]], section: Section, key: str) -> tuple[int, str]:
    if key not in meta:
        raise PabulibFault(section.line, "no_key", key=key)
    return meta[key]


def _check_number(meta: Mapping[str, tuple[int, str]], key: str, section: Section) -> None:
    """A number of rows that is not the one announced: the file was cut off or put together wrongly."""
    line, said = meta.get(key, (0, ""))
    if line and said != str(len(section.rows)):
        raise PabulibFault(line, "number", key=key, said=said, found=len(section.rows))


def _ids(section: Section, column: str) -> dict[str, int]:
    """The ids of a column in order, each with its place."""
    places: dict[str, int] = {}
    for line, name in section.column(column):
        if not name:
            raise PabulibFault(line, "no_id", column=column)
        if name in places:
            raise PabulibFault(line, "twice", name=name)
        places[name] = len(places)
    return places


def _ballots(section: Section, places: Mapping[str, int]) -> Counter[int]:
    """How many cast each ballot: a bit for each project approved of. Who says nothing counts as a voice."""
    _ids(section, "voter_id")
    known: dict[str, int] = {}
    ballots: Counter[int] = Counter()
    for line, vote in section.column("vote"):
        if vote not in known:
            known[vote] = _ballot(line, vote, places)
        ballots[known[vote]] += 1
    return ballots


def _ballot(line: int, vote: str, places: Mapping[str, int]) -> int:
    ballot = 0
    for name in vote.split(",") if vote else ():
        place = places.get(name.strip())
        if place is None:
            raise PabulibFault(line, "unknown_project", name=name.strip())
        ballot |= 1 << place
    return ballot


def _decimals(line: int, amount: str) -> int:
    """How many decimals an amount needs."""
    written = _MONEY.fullmatch(amount)
    if not written:
        raise PabulibFault(line, "money", value=amount)
    return len((written[1] or "").rstrip("0"))


def _money(amount: str, unit: int) -> int:
    return int(Fraction(amount) * unit)
