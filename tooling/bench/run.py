"""`make bench`: the same campaign through several generators, in turn, on this machine.

python -m bench.run --sizes 1000 10000 --rounds 1 [--tools minbar hugo pagefind eleventy mkdocs]
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.agreement import compare
from bench.aside import delete_all, put_aside
from bench.campaign import Campaign
from bench.edits import KINDS, NAVIGATION, missing
from bench.machine import describe
from bench.measure import CommandError, Cost, run
from bench.programs import Programs, find_programs
from bench.table import COLD, UNCHANGED, Run, report
from bench.tool import Tool
from bench.tools import Eleventy, Hugo, Minbar, MkDocs

CASES = (COLD, UNCHANGED, *KINDS, NAVIGATION)
NAMES = ("minbar", "hugo", "pagefind", "eleventy", "mkdocs")
LIMITS = {"mkdocs": 1_000, "eleventy": 10_000, "pagefind": 10_000}
COLD_ONLY_ABOVE = {
    "mkdocs": 0,
    "eleventy": 1_000,
}  # every case costs them the same: they have no memory
FEW_ABOVE = {"hugo": 10_000}  # nor has Hugo; one edit beside the cold case shows it
FEW = (COLD, "one candidate edited")
AS_IT_COMES = "mkdocs"  # stock: what it lacks is told, but is no fault of the benchmark
REPOSITORY = Path(__file__).parents[2]


@dataclass
class Bench:
    """What was asked for, and what has been measured."""

    options: argparse.Namespace
    programs: Programs
    runs: list[Run] = field(default_factory=list)
    differences: dict[int, list[str]] = field(default_factory=dict)
    edits: int = 100

    def wants(self, name: str, size: int) -> bool:
        """Whether a tool takes part at a size."""
        there = {
            "minbar": True,
            "hugo": self.programs.hugo,
            "pagefind": self.programs.pagefind,
            "eleventy": self.programs.npm,
            "mkdocs": self.programs.mkdocs,
        }
        fits = self.options.no_limits or size <= LIMITS.get(name, size)
        return bool(name in self.options.tools and there[name] and fits)


def say(text: str) -> None:
    """Tell the person who waits; results go to standard output."""
    print(f"{datetime.now():%H:%M:%S} {text}", file=sys.stderr, flush=True)


def make_tools(bench: Bench, campaign: Campaign, folder: Path, size: int) -> list[Tool]:
    """Write the corpora of the tools that take part."""
    made: list[Tool] = []
    if bench.wants("minbar", size):
        made.append(Minbar(folder / "minbar", campaign, bench.programs.minbar))
    if bench.programs.hugo and bench.wants("hugo", size):
        made.append(Hugo(folder / "hugo", campaign, bench.programs.hugo))
    if bench.programs.node and bench.wants("eleventy", size):
        made.append(
            Eleventy(folder / "eleventy", campaign, bench.programs.node, bench.programs.npm)
        )
    if bench.wants("mkdocs", size):
        made.append(MkDocs(folder / "mkdocs", campaign))
    for tool in made:
        say(f"writing the corpus of {tool.name}")
        tool.prepare()
    return made


def measure_size(bench: Bench, size: int) -> None:
    """All rounds of one size."""
    folder = bench.options.work / str(size)
    put_aside(folder, bench.options.work)
    folder.mkdir(parents=True)
    say(f"{size:,} candidates: writing the campaign")
    source = folder / "campaign"
    scaffold = [str(bench.programs.minbar), "scaffold", "--candidates", str(size), str(source)]
    subprocess.run(scaffold, check=True, stdout=subprocess.DEVNULL)
    campaign = Campaign(source)
    tools = make_tools(bench, campaign, folder, size)
    for number in range(1, bench.options.rounds + 1):
        for case in CASES:
            bench.edits += 1
            # Side by side, and each goes first in turn: the machine drifts, and so do its caches.
            turn = number % len(tools)
            for tool in (*tools[turn:], *tools[:turn]):
                if runs(tool.name, size, case):
                    measure_case(bench, tool, size, number, case)
        if number == 1:
            say("comparing the sites")
            found, _ = compare([tool.site for tool in tools], campaign)
            bench.differences[size] = found + bench.differences.get(size, [])


def runs(name: str, size: int, case: str) -> bool:
    """Whether a tool is run in a case at a size."""
    if size > COLD_ONLY_ABOVE.get(name, size):
        return case == COLD
    return size <= FEW_ABOVE.get(name, size) or case in FEW


def measure_case(bench: Bench, tool: Tool, size: int, number: int, case: str) -> None:
    """One build of one tool, and for Hugo its search after it."""
    if case == COLD:
        tool.chill()
    edit = tool.edit(case, bench.edits)
    log = bench.options.work / f"{tool.name}.log"
    cost = tool.build(log)
    stale = missing(edit, tool.folder / tool.output) if edit else []
    bench.differences.setdefault(size, []).extend(
        f"{tool.name}: {case}, but it is not shown on {page}" for page in stale
    )
    keep(bench, tool.name, cost, size, number, case, tool.site.weight())
    if tool.name == "hugo" and bench.programs.pagefind and bench.wants("pagefind", size):
        index, folder = tool.folder / "search", tool.folder.parent
        put_aside(index, folder)  # the fragments of earlier builds would stay there
        command = [
            str(bench.programs.pagefind),
            "--site",
            str(tool.folder / tool.output),
            "--output-path",
            str(index),
        ]
        total = cost + run(command, tool.folder, bench.options.work / "pagefind.log")
        sizes = [path.stat().st_size for path in index.rglob("*") if path.is_file()]
        whole, files = tool.site.weight()
        keep(
            bench,
            "hugo + pagefind",
            total,
            size,
            number,
            case,
            (whole + sum(sizes), files + len(sizes)),
        )


def keep(
    bench: Bench, tool: str, cost: Cost, size: int, number: int, case: str, weight: tuple[int, int]
) -> None:
    """Remember a measurement, and say it."""
    bench.runs.append(Run(size, number, case, tool, cost, *weight))
    together = cost.together_bytes / 1e6
    say(
        f"{size:,} round {number}  {case:28} {tool:16} {cost.wall_s:8.2f} s  CPU {cost.cpu_s:8.2f} s  {together:6.0f} MB"
    )


def parse_options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1_000, 10_000], help="how many candidates"
    )
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--tools", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--no-limits", action="store_true", help=f"also above {LIMITS}")
    parser.add_argument(
        "--work", type=Path, default=REPOSITORY / ".minbar/bench", help="a folder with room"
    )
    parser.add_argument(
        "--minbar", type=Path, help="the minbar program; by default the one beside this Python"
    )
    parser.add_argument(
        "--keep", action="store_true", help="leave corpora and sites in the work folder"
    )
    options = parser.parse_args()
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    return options


def clear_away(bench: Bench) -> None:
    """Delete what was made, now that nothing is measured any more."""
    delete_all(bench.options.work)
    for size in bench.options.sizes:
        if not bench.options.keep:
            shutil.rmtree(bench.options.work / str(size), ignore_errors=True)


def write_json(bench: Bench, machine: dict[str, str]) -> Path:
    """Everything that was measured, for later."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    path: Path = bench.options.work / f"bench-{stamp}.json"
    record = {
        "machine": machine,
        "runs": [asdict(one) for one in bench.runs],
        "differences": {str(size): found for size, found in bench.differences.items()},
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def main() -> int:
    """Measure, print the report, and fail where the sites of ours do not agree."""
    options = parse_options()
    bench = Bench(options, find_programs(options.minbar))
    absent = [name for name in options.tools if not bench.wants(name, 1)]
    if absent:
        say(f"not on this machine, so not measured: {', '.join(absent)}. Right: make bench")
    machine = describe(options.work, bench.programs)
    started = time.monotonic()
    failed = ""
    try:
        for size in options.sizes:
            measure_size(bench, size)
    except CommandError as error:
        failed = str(error)
    path = write_json(bench, machine)
    clear_away(bench)
    print(report(machine, bench.runs, bench.differences))
    say(f"{(time.monotonic() - started) / 60:.1f} minutes; every number is in {path}")
    if failed:
        say(failed)
        return 2
    faults = [
        line
        for found in bench.differences.values()
        for line in found
        if not line.startswith(AS_IT_COMES)
    ]
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
