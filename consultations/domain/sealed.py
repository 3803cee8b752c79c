"""The sealed file of a round: everything a count is made of, without names (docs/formats.md).

It can be written by hand. Every fault is one sentence that says where.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consultations.domain import merkle
from consultations.domain.ballots import BallotFault, decode_choices
from consultations.domain.canonical import digest
from consultations.domain.rules import Rule, RuleBook, RuleFault
from consultations.domain.rules import from_plain as book_from_plain
from consultations.domain.tally import Asked, Roll, Tally, Votes, count

FORMAT = "renewal-portal/sealed-round/1"
LABELS = ("channel", "strength", "tenure")


class FileFault(ValueError):
    """A sealed file that cannot be read. ``where`` is the path of the entry, ``why`` what is wrong with it."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


@dataclass(frozen=True, slots=True)
class SealedRound:
    """A sealed file, read. ``plain`` is what the digest is taken of: the whole file."""

    key: str
    questions: tuple[Asked, ...]
    codes: tuple[str, ...]
    roll: Roll
    votes: Votes
    book: RuleBook
    leaves: tuple[str, ...]
    replaced_leaves: tuple[str, ...]
    plain: Mapping[str, Any]

    def tally(self) -> Tally:
        """Count it. Raises TallyFault."""
        return count(self.questions, self.roll, self.votes, self.book)

    def merkle_root(self) -> str:
        """The root over the standing ballots."""
        return merkle.root(self.leaves)

    def replaced_root(self) -> str:
        """The root over the ballots that were replaced or recorded beside."""
        return merkle.root(self.replaced_leaves)

    def set_aside_reasons(self) -> list[str]:
        """Why whole ballots were set aside, one reason a ballot."""
        reasons = (ballot.get("set_aside_reason", "") for ballot in self.plain.get("replaced", []))
        return [reason for reason in reasons if reason]

    def inputs_digest(self) -> str:
        """SHA-256 of the canonical inputs."""
        return digest(self.plain)


def read(plain: Any) -> SealedRound:
    """A sealed file from its JSON.

    Raises FileFault or RuleFault with the place and the reason.
    """
    top = _object(plain, "file")
    if top.get("format") != FORMAT:
        raise FileFault("format", f"must be {FORMAT!r}")
    key = _text(top, "round", "file")
    questions = tuple(_question(entry, where) for entry, where in _list(top, "questions"))
    if not questions:
        raise FileFault("questions", "must not be empty")
    ballots = [_ballot(entry, where, key) for entry, where in _list(top, "ballots")]
    replaced = [_ballot(entry, where, key) for entry, where in _list(top, "replaced", optional=True)]
    try:
        book = book_from_plain(top.get("rule_book", {}))
    except RuleFault as fault:
        raise FileFault(fault.where, fault.why) from fault
    _serials_once([*ballots, *replaced])
    return SealedRound(
        key=key,
        questions=tuple(Asked(place, rule) for _, place, rule in questions),
        codes=tuple(code for code, _, _ in questions),
        roll=_roll(top),
        votes=_votes(ballots),
        book=book,
        leaves=tuple(ballot.leaf for ballot in ballots),
        replaced_leaves=tuple(ballot.leaf for ballot in replaced),
        plain=top,
    )


@dataclass(frozen=True, slots=True)
class _Ballot:
    voice: int
    serial: str
    answers: str
    leaf: str
    labels: tuple[str, ...]
    where: str


def _question(entry: Mapping[str, Any], where: str) -> tuple[str, str, Rule]:
    rule = _text(entry, "rule", where)
    if rule not in {known.value for known in Rule}:
        raise FileFault(f"{where}.rule", f"must be one of {', '.join(r.value for r in Rule)}")
    return _text(entry, "code", where), _text(entry, "place", where), Rule(rule)


def _roll(top: Mapping[str, Any]) -> Roll:
    voices: list[int] = []
    places: list[str] = []
    areas: list[int] = []
    seen: set[int] = set()
    for entry, where in _list(top, "roll"):
        voice = _whole(entry, "voice", where)
        if voice in seen:
            raise FileFault(f"{where}.voice", f"voice {voice} is on the roll twice")
        seen.add(voice)
        shares = _object(entry.get("areas_cm2"), f"{where}.areas_cm2")
        for place in shares:
            voices.append(voice)
            places.append(place)
            areas.append(_whole(shares, place, f"{where}.areas_cm2", least=1))
    return Roll(voices, places, areas)


def _ballot(entry: Mapping[str, Any], where: str, key: str) -> _Ballot:
    serial, answers = _text(entry, "serial", where), _text(entry, "answers", where)
    choices = entry.get("choices", "")
    try:
        decode_choices(choices)
    except (BallotFault, TypeError):
        raise FileFault(f"{where}.choices", 'must look like "p3,1;o12=company"') from None
    nonce = _nonce(entry, where)
    leaf = merkle.leaf(round_key=key, serial=serial, nonce=nonce, answers=answers, choices=choices)
    labels = tuple(_text(entry, name, where) if name in entry else "" for name in LABELS)
    return _Ballot(_whole(entry, "voice", where), serial, answers, leaf, labels, where)


def _nonce(entry: Mapping[str, Any], where: str) -> bytes:
    try:
        nonce = bytes.fromhex(entry["nonce"])
    except (KeyError, TypeError, ValueError):
        nonce = b""
    if len(nonce) != 32:
        raise FileFault(f"{where}.nonce", "must be 64 hexadecimal digits")
    return nonce


def _votes(ballots: Sequence[_Ballot]) -> Votes:
    labels = {name: [ballot.labels[i] for ballot in ballots] for i, name in enumerate(LABELS)}
    used = {name: values for name, values in labels.items() if any(values)}
    return Votes([ballot.voice for ballot in ballots], [ballot.answers for ballot in ballots], used)


def _serials_once(ballots: Sequence[_Ballot]) -> None:
    seen: set[str] = set()
    for ballot in ballots:
        if ballot.serial in seen:
            raise FileFault(f"{ballot.where}.serial", f"{ballot.serial!r} is used twice")
        seen.add(ballot.serial)


def _list(parent: Mapping[str, Any], name: str, *, optional: bool = False) -> Iterator[tuple[Mapping[str, Any], str]]:
    value = parent.get(name, [] if optional else None)
    if not isinstance(value, list):
        raise FileFault(name, "must be a list")
    for i, entry in enumerate(value):
        yield _object(entry, f"{name}[{i}]"), f"{name}[{i}]"


def _object(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise FileFault(where, "must be an object")
    return value


def _field(parent: Mapping[str, Any], name: str, where: str, fits: Callable[[Any], bool], what: str) -> Any:
    if name not in parent:
        raise FileFault(f"{where}.{name}", "is missing")
    if not fits(parent[name]):
        raise FileFault(f"{where}.{name}", f"must be {what}")
    return parent[name]


def _text(parent: Mapping[str, Any], name: str, where: str) -> str:
    value = _field(parent, name, where, lambda v: isinstance(v, str) and v != "", "a text that is not empty")
    return str(value)


def _whole(parent: Mapping[str, Any], name: str, where: str, *, least: int = 0) -> int:
    what = f"a whole number from {least} to 2^53"
    value = _field(
        parent, name, where, lambda v: isinstance(v, int) and not isinstance(v, bool) and least <= v <= 2**53, what
    )
    return int(value)
