"""Elections by equal shares and by support, beside pabutools in an environment of its own.

pabutools is under the GPL and pulls a proprietary package: it is installed under var/, for these runs alone.
"""

import json
import subprocess
import sys
import tempfile
import tracemalloc
import venv
from functools import partial
from pathlib import Path

import numpy as np

from consultations.domain.plan.election.choosing import Method, Rules, choose, to_plain
from consultations.domain.plan.election.pabulib import read
from consultations.domain.plan.election.values import Election
from tests.benchmarks.figures import Figure, timed

ENVIRONMENT = Path(__file__).resolve().parents[2] / "var" / "benchmarks" / "pabutools"
PABUTOOLS = "pabutools==1.2.3"

#: Runs in the other environment: reads the file, times both rules, prints seconds, winners and the peak of memory.
THEIRS = """
import json, resource, sys
from time import perf_counter
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
instance, profile = parse_pabulib(sys.argv[1])
said = {}
for name, rule in {"equal-shares": method_of_equal_shares, "support": greedy_utilitarian_welfare}.items():
    begun = perf_counter()
    chosen = rule(instance, profile, sat_class=Cost_Sat)
    said[name] = perf_counter() - begun, sorted(project.name for project in chosen)
print(json.dumps([said, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024]))
"""


def election(projects: int, voices: int) -> Figure:
    """Equal shares, and support in the note, with the same winners."""
    content = _file(projects, voices)
    made = read(content)
    ours = {method: timed(lambda m=method: _winners(made, m), times=3) for method in ("equal-shares", "support")}
    theirs, memory = _theirs(content)
    assert {method: winners for method, (_, winners) in ours.items()} == {m: won for m, (_, won) in theirs.items()}
    support = theirs["support"][0] / ours["support"][0]
    return Figure(
        name=f"election_{projects}_{voices}",
        what=f"equal shares of {projects} projects by {voices:,} voices",
        yardstick=f"{PABUTOOLS}, the same winners",
        amount=voices,
        unit="voices",
        seconds=ours["equal-shares"][0],
        yardstick_seconds=theirs["equal-shares"][0],
        aim="under 0.01 from 10,000 voices on",
        note=f"support is {support:.0f} times as quick; memory {_mib(_peak(made))}, of theirs {_mib(memory)}, "
        f"the file has {_mib(len(content))}",
    )


def _mib(size: int) -> str:
    return f"{size / 2**20:.1f} MiB"


def _winners(made: Election, method: str) -> list[str]:
    rules = Rules(Method(method))
    return to_plain(made, rules, choose(made, rules))["selected"]


def _peak(made: Election) -> int:
    """The most memory that equal shares take beside the election itself, in bytes."""
    tracemalloc.start()
    choose(made, Rules(Method.EQUAL_SHARES))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _file(projects: int, voices: int) -> bytes:
    """An invented election: some projects are liked by many; one voice in five approves of a project, on average."""
    draw = np.random.default_rng(7)
    liked = draw.beta(1.2, 4, projects)
    wanted = draw.random((voices, projects)) < np.minimum(liked / liked.mean() / 5, 0.95)
    costs = draw.integers(5_000, 100_000, projects)
    meta = {"num_projects": projects, "num_votes": voices, "budget": int(costs.sum() * 2 // 5), "vote_type": "approval"}
    lines = ["META", "key;value", *(f"{key};{value}" for key, value in meta.items()), "PROJECTS", "project_id;cost"]
    lines += [f"p{number};{cost}" for number, cost in enumerate(costs)]
    lines += ["VOTES", "voter_id;vote"]
    lines += [f"v{voice};{','.join(f'p{p}' for p in np.flatnonzero(row))}" for voice, row in enumerate(wanted)]
    return "\n".join(lines).encode()


def _theirs(content: bytes) -> tuple[dict[str, tuple[float, list[str]]], int]:
    with tempfile.NamedTemporaryFile(suffix=".pb") as file:
        file.write(content)
        file.flush()
        done = subprocess.run([_python(), "-c", THEIRS, file.name], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _python() -> Path:
    """The interpreter that has pabutools, made on the first run."""
    python = ENVIRONMENT / "bin" / "python"
    if subprocess.run([python, "-c", "import pabutools"], capture_output=True).returncode if python.exists() else True:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        print(f"installing {PABUTOOLS} into {ENVIRONMENT}", file=sys.stderr)
        subprocess.run([python, "-m", "pip", "install", "-qq", PABUTOOLS], check=True)
    return python


#: By name; the largest takes pabutools minutes and gigabytes.
ELECTIONS = {
    f"election_{projects}_{voices}": partial(election, projects, voices)
    for projects in (40, 100)
    for voices in (1_000, 10_000, 100_000)
}
