"""The sealed file of a round: everything a count is made of, without names (docs/formats.md).

It can be written by hand. Every fault is one sentence that says where.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consultations.domain import ballots as answering
from consultations.domain import merkle
from consultations.domain.ballots import BallotFault, decode_choices
from consultations.domain.canonical import digest
from consultations.domain.entries import Entry, FileFault, printable
from consultations.domain.rules import Rule, RuleBook
from consultations.domain.rules import from_plain as book_from_plain
from consultations.domain.tally import Asked, Roll, Tally, Votes, count

FORMAT = "renewal-portal/sealed-round/1"
KINDS = ("selection", "decision")
LABELS = ("channel", "strength", "tenure")

#: voice → place → area in cm²
Shares = Mapping[int, Mapping[str, int]]


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

    Raises FileFault with the place and the reason.
    """
    top = Entry.of(plain)
    top.one_of("format", (FORMAT,))
    top.only("format", "round", "kind", "rule_book", "questions", "roll", "ballots", "replaced")
    if "kind" in top.plain:
        top.one_of("kind", KINDS)
    key, book = top.text("round"), book_from_plain(top.plain.get("rule_book", {}))
    questions = list(_questions(top))
    shares = _shares(top)
    ballots = [_ballot(entry, key) for entry in top.entries("ballots")]
    replaced = [_ballot(entry, key) for entry in top.entries("replaced")] if "replaced" in top.plain else []
    _serials_once([*ballots, *replaced])
    _fit(replaced, questions, shares)
    return SealedRound(
        key=key,
        questions=tuple(Asked(place, rule) for _, place, rule in questions),
        codes=tuple(code for code, _, _ in questions),
        roll=_roll(shares),
        votes=_votes(ballots),
        book=book,
        leaves=tuple(ballot.leaf for ballot in ballots),
        replaced_leaves=tuple(ballot.leaf for ballot in replaced),
        plain=top.plain,
    )


@dataclass(frozen=True, slots=True)
class _Ballot:
    entry: Entry
    voice: int
    serial: str
    answers: str
    leaf: str
    labels: tuple[str, ...]


def _questions(top: Entry) -> Iterator[tuple[str, str, Rule]]:
    seen: set[tuple[str, str]] = set()
    for number, entry in enumerate(top.entries("questions"), start=1):
        entry.only("number", "code", "place", "rule")
        if "number" in entry.plain and entry.whole("number") != number:
            raise entry.fault("number", f"must be {number}: questions are numbered in their order")
        line = entry.text("code"), entry.text("place")
        if line in seen:
            raise FileFault(entry.where, f"asks about {line[0]} at {line[1]} a second time")
        seen.add(line)
        yield *line, Rule(entry.one_of("rule", tuple(Rule)))
    if not seen:
        raise top.fault("questions", "must not be empty")


def _shares(top: Entry) -> dict[int, dict[str, int]]:
    shares: dict[int, dict[str, int]] = {}
    for entry in top.entries("roll"):
        entry.only("voice", "areas_cm2")
        voice, areas = entry.whole("voice"), entry.entry("areas_cm2")
        if voice in shares:
            raise entry.fault("voice", f"{voice} is on the roll twice")
        if not areas.plain:
            raise entry.fault("areas_cm2", "must not be empty")
        if not all(map(printable, areas.plain)):
            raise entry.fault("areas_cm2", "must name places without control characters")
        shares[voice] = {place: areas.whole(place, least=1) for place in areas.plain}
    return shares


def _roll(shares: Shares) -> Roll:
    columns = [(voice, place, area) for voice, areas in shares.items() for place, area in areas.items()]
    voices, places, areas = zip(*columns, strict=True) if columns else ((), (), ())
    return Roll(voices, places, areas)


def _ballot(entry: Entry, key: str) -> _Ballot:
    entry.only("voice", "serial", "nonce", "answers", "choices", *LABELS, "set_aside_reason")
    serial, answers, choices = entry.text("serial"), entry.text("answers"), _choices(entry)
    nonce = bytes.fromhex(entry.hash("nonce"))
    entry.text("set_aside_reason", "-")
    leaf = merkle.leaf(round_key=key, serial=serial, nonce=nonce, answers=answers, choices=choices)
    labels = tuple(entry.text(name) if name in entry.plain else "" for name in LABELS)
    return _Ballot(entry, entry.whole("voice"), serial, answers, leaf, labels)


def _choices(entry: Entry) -> str:
    choices = entry.plain.get("choices", "")
    try:
        decode_choices(choices)
    except (BallotFault, TypeError):
        raise entry.fault("choices", 'must look like "p3,1;o12=company"') from None
    return str(choices)


def _votes(ballots: Sequence[_Ballot]) -> Votes:
    labels = {name: [ballot.labels[i] for ballot in ballots] for i, name in enumerate(LABELS)}
    used = {name: values for name, values in labels.items() if any(values)}
    return Votes([ballot.voice for ballot in ballots], [ballot.answers for ballot in ballots], used)


def _serials_once(ballots: Iterable[_Ballot]) -> None:
    seen: set[str] = set()
    for ballot in ballots:
        if ballot.serial in seen:
            raise ballot.entry.fault("serial", f"{ballot.serial} is used twice")
        seen.add(ballot.serial)


def _fit(replaced: Iterable[_Ballot], questions: Sequence[tuple[str, str, Rule]], shares: Shares) -> None:
    """Ballots that do not stand fit the questions all the same; those that stand are checked by the count."""
    for ballot in replaced:
        if ballot.voice not in shares:
            raise ballot.entry.fault("voice", f"{ballot.voice} is not on the roll")
        own = answering.asked((place for _, place, _ in questions), shares[ballot.voice])
        try:
            answering.check(ballot.answers, own)
        except BallotFault as fault:
            raise ballot.entry.fault("answers", f"do not fit the voice's questions ({fault})") from fault
