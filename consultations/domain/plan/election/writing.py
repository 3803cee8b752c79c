"""An election as a file of the Pabulib archive, so that public tools can choose from it (docs/elections.md)."""

import csv
import io
from collections.abc import Iterator, Mapping

from consultations.domain.plan.election.values import Election

#: The order in which the archive wants the rows of the head.
HEAD = (
    "description",
    "country",
    "unit",
    "instance",
    "num_projects",
    "num_votes",
    "budget",
    "vote_type",
    "rule",
    "date_begin",
    "date_end",
    "currency",
)


def write(election: Election, about: Mapping[str, str]) -> bytes:
    """The file: one row a project in published order, one row a voice, those that say the same together.

    ``about``: what the head says beside the numbers. Voices are numbered in the order they stand in, which is that of
    what they say: no number leads back to anybody. Who approves of nothing has no row, as the archive asks.
    """
    names = [project.name for project in election.projects]
    votes = list(_votes(election, names))
    scores = election.scores()
    meta = {
        **about,
        "num_projects": str(len(names)),
        "num_votes": str(len(votes)),
        "budget": _amount(election.budget, election.unit),
        "vote_type": "approval",
    }
    written = io.StringIO(newline="")
    rows = csv.writer(written, delimiter=";", lineterminator="\n")
    rows.writerows([["META"], ["key", "value"], *((key, meta[key]) for key in HEAD)])
    rows.writerows([["PROJECTS"], ["project_id", "cost", "votes"]])
    for project, score in zip(election.projects, scores, strict=True):
        rows.writerow([project.name, _amount(project.cost, election.unit), score])
    rows.writerows([["VOTES"], ["voter_id", "vote"]])
    rows.writerows([number, vote] for number, vote in enumerate(votes, start=1))
    return written.getvalue().encode()


def _votes(election: Election, names: list[str]) -> Iterator[str]:
    approved = [election.approve(project) for project in range(len(names))]
    for row, times in enumerate(election.voices):
        vote = ",".join(name for name, rows in zip(names, approved, strict=True) if rows[row])
        if vote:
            yield from [vote] * int(times)


def _amount(amount: int, unit: int) -> str:
    """Smallest units as an amount of the currency, with as many decimals as the unit has noughts."""
    whole, part = divmod(amount, unit)
    return f"{whole}.{part:0{len(str(unit)) - 1}d}" if part else str(whole)
