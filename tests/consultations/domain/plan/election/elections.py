"""Short words for elections: "A30 B20" are two projects with their costs, "AB AB C" three voices."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from hypothesis import strategies as st

from consultations.domain.plan.election.values import Election, Project, Selected


def election(projects: str, budget: int, voices: str, unit: int = 1) -> Election:
    """An election of projects named by one letter; a voice "-" approves of nothing; "AB*3" are three voices."""
    made = [Project(word[0], int(word[1:])) for word in projects.split()]
    place = {project.name: number for number, project in enumerate(made)}
    ballots: Counter[int] = Counter()
    for word in voices.split():
        wanted, _, times = word.partition("*")
        ballots[sum(1 << place[name] for name in wanted if name != "-")] += int(times or 1)
    return Election.of(made, budget, ballots, unit=unit)


def names(made: Election, selected: Selected) -> str:
    """The names of the projects chosen, in the order of choice."""
    return "".join(made.projects[project].name for project in selected.projects)


def tied(made: Election, selected: Selected) -> list[str]:
    """The names of each group of equals."""
    return ["".join(made.projects[project].name for project in group) for group in selected.ties]


def shuffled(made: Election, order: list[int]) -> Election:
    """The same election with its projects in another order."""
    ballots = Counter()
    for row, voices in zip(made.approvals, made.voices.tolist(), strict=True):
        wanted = int.from_bytes(row.astype("<u8").tobytes(), "little")
        ballots[sum(1 << to for to, project in enumerate(order) if wanted >> project & 1)] += voices
    return Election.of([made.projects[project] for project in order], made.budget, ballots, unit=made.unit)


@st.composite
def elections(draw: st.DrawFn, most: int = 7, costs: Iterable[int] = range(13), unit: int = 1) -> Election:
    """Small elections, in which equals are common."""
    size = draw(st.integers(1, most))
    made = [Project(chr(65 + p), draw(st.sampled_from(list(costs)))) for p in range(size)]
    ballots = draw(st.lists(st.integers(0, 2**size - 1), max_size=9))
    return Election.of(made, draw(st.integers(0, 40)), Counter(ballots), unit=unit)


def approvals(made: Election) -> list[set[int]]:
    """Each voice's projects, voice by voice."""
    return [
        {project for project in range(len(made.projects)) if made.approve(project)[row]}
        for row, times in enumerate(made.voices.tolist())
        for _ in range(times)
    ]


def equal_shares_by_hand(made: Election, share: Fraction, place: list[int]) -> tuple[list[int], list[list[int]]]:
    """The Method of Equal Shares as its definition says it, in fractions, voice by voice: choices and ties."""
    voices = approvals(made)
    purses = [share] * len(voices)
    wanted = {p: [i for i, v in enumerate(voices) if p in v] for p in range(len(made.projects))}
    chosen = sorted((p for p in wanted if wanted[p] and not made.projects[p].cost), key=place.__getitem__)
    ties = []
    while True:
        rates = {}
        for project, supporters in wanted.items():
            price = price_by_hand([purses[i] for i in supporters], made.projects[project].cost)
            if project not in chosen and supporters and price is not None:
                rates[project] = (price / made.projects[project].cost, price)
        if not rates:
            return chosen, ties
        least = min(rate for rate, _ in rates.values())
        best = sorted((p for p in rates if rates[p][0] == least), key=place.__getitem__)
        if len(best) > 1:
            ties.append(best)
        chosen.append(best[0])
        for i in wanted[best[0]]:
            purses[i] -= min(purses[i], rates[best[0]][1])


def price_by_hand(purses: list[Fraction], cost: int) -> Fraction | None:
    """What each pays who can, when those who cannot give all they have: the poorest first."""
    left = Fraction(cost)
    for paid, purse in enumerate(sorted(purses)):
        price = left / (len(purses) - paid)
        if purse >= price:
            return price
        left -= purse
    return None
