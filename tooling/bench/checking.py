"""What `minbar check` costs on a national campaign, as a program, and what each rule costs of it.

python -m bench.checking [--candidates 10000] [--rounds 3] [--seed 1]

The campaign is `minbar scaffold`'s, the same for the same number; the seed picks the files that are edited.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from minbar.checks import DOCUMENT_CHECKS, check_base, paths_of, registry
from minbar.checks.channels import check_channels
from minbar.checks.charter import check_charter
from minbar.checks.guard import guarded
from minbar.checks.law import check_law
from minbar.checks.links import check_links
from minbar.checks.posts import check_posts
from minbar.checks.references import check_references, known_names
from minbar.content.campaign import read_campaign
from minbar.model.campaign import Campaign
from minbar.strings import direction_of
from minbar.templates import read_sources, template_roots
from minbar.templates.environment import snippet_environment

from bench.measure import Cost, run

REST_S = 0.2
"""A file that changed less than 50 ms ago is not taken for settled."""


class Case(NamedTuple):
    """What is measured: its name, what is done before, and the paths that are asked for."""

    name: str
    before: Callable[[Path, random.Random], tuple[str, ...]]


def forget(root: Path, _chance: random.Random) -> tuple[str, ...]:
    """Leave nothing of earlier checks."""
    for file in (root / ".minbar").glob("*"):
        file.unlink()
    return ()


def keep(_root: Path, _chance: random.Random) -> tuple[str, ...]:
    """Change nothing."""
    return ()


def edit_text(root: Path, chance: random.Random, kind: str = "candidates") -> tuple[str, ...]:
    """One sentence more in an Arabic text of a kind, and that file asked for."""
    path = chance.choice(sorted((root / "content" / kind).rglob("*.ar.md")))
    path.write_text(f"{path.read_text('utf-8')}\nجملة {chance.randrange(10**6)}.\n", "utf-8")
    return (path.relative_to(root).as_posix(),)


def edit_place(root: Path, chance: random.Random) -> tuple[str, ...]:
    """A candidate in another position, which all others are held against."""
    (name,) = edit_text(root, chance)
    text = (root / name).read_text("utf-8")
    head, _, rest = text.partition("\nposition: ")
    position = chance.randrange(30, 90)
    (root / name).write_text(f"{head}\nposition: {position}\n{rest.partition(chr(10))[2]}", "utf-8")
    return (name,)


CASES = (
    Case("all of it, cold", forget),
    Case("nothing changed", keep),
    Case("one file edited, that file", edit_text),
    Case("one message edited, that file", partial(edit_text, kind="messages")),
    Case("one position edited, that file", edit_place),
)


def measure(root: Path, work: Path, rounds: int, chance: random.Random) -> dict[str, list[Cost]]:
    """Run every case so many times, one after the other; a case finds what the last one left."""
    found: dict[str, list[Cost]] = {case.name: [] for case in CASES}
    for _ in range(rounds):
        for case in CASES:
            paths = case.before(root, chance)
            time.sleep(REST_S)
            command = [sys.executable, "-m", "minbar", "check", *paths]
            found[case.name].append(run(command, root, work / "log"))
    return found


def rule_costs(root: Path) -> dict[str, float]:
    """Processor seconds of each rule and check over all documents, in one process.

    What rules share (the prose of a text, its pairs) counts for the first of them.
    """
    costs: defaultdict[str, float] = defaultdict(float)
    with clocked(costs, "reading all files"):
        campaign, _ = read_campaign(root)
    if campaign is None:
        raise SystemExit("the campaign cannot be read")
    for name, check in checks_of(root, campaign):
        with clocked(costs, name):
            deque(check(), maxlen=0)
    for document in campaign.documents:
        subject = registry.Subject(campaign, document)
        for rule, look in registry.DOCUMENT_RULES:
            with clocked(costs, f"{rule.code} {rule.slug}"):
                guarded(rule, document.source.path, partial(look, subject))
    return dict(costs)


@contextmanager
def clocked(costs: defaultdict[str, float], name: str) -> Iterator[None]:
    """Add what is done meanwhile."""
    started = time.thread_time()
    yield
    costs[name] += time.thread_time() - started


def checks_of(
    root: Path, campaign: Campaign
) -> Iterator[tuple[str, Callable[[], Iterable[object]]]]:
    """Every check that looks at all documents at once, by the name of its function or the code of its rule."""
    paths = frozenset(paths_of(campaign))
    environment = snippet_environment(read_sources(template_roots(root)))
    directions = {item.code: direction_of(item.locale) for item in campaign.settings.languages}
    yield "the campaign's own files", partial(check_base, campaign)
    for check in DOCUMENT_CHECKS:
        yield check.__name__, partial(check, campaign)
    yield "check_references", partial(check_references, campaign, known_names(campaign))
    for among in (check_charter, check_law, check_posts):
        yield among.__name__, partial(among, campaign, paths)
    yield "check_links", partial(check_links, campaign, paths, paths)
    yield "check_channels", partial(check_channels, campaign, environment, directions, paths)
    for rule, look in registry.CAMPAIGN_RULES:
        yield f"{rule.code} {rule.slug}", partial(look, campaign)


def report(costs: dict[str, list[Cost]], rules: dict[str, float], files: int) -> str:
    """Both tables, as Markdown: medians of all rounds, then the rules, the dearest first."""
    lines = [
        f"`minbar check`, {files:,} files, on {os.cpu_count()} processors.",
        "",
        "| case | wall s | processor s | peak MB, largest process | peak MB, all together |",
        "|---|--:|--:|--:|--:|",
    ]
    for case, found in costs.items():
        wall, cpu = (median(getattr(cost, name) for cost in found) for name in ("wall_s", "cpu_s"))
        largest = max(cost.largest_bytes for cost in found) / 1e6
        together = max(cost.together_bytes for cost in found) / 1e6
        lines.append(f"| {case} | {wall:.2f} | {cpu:.2f} | {largest:.0f} | {together:.0f} |")
    lines += ["", "| rule or check, in one process | processor s |", "|---|--:|"]
    ordered = sorted(rules.items(), key=lambda item: (-item[1], item[0]))
    lines += [f"| {name} | {seconds:.3f} |" for name, seconds in ordered]
    lines.append(f"| **all** | {sum(rules.values()):.3f} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="minbar-bench-") as folder:
        work = Path(folder)
        root = work / "campaign"
        scaffold = [sys.executable, "-m", "minbar", "scaffold", "--candidates"]
        run([*scaffold, str(options.candidates), str(root)], work, work / "log")
        files = sum(1 for path in (root / "content").rglob("*") if path.is_file())
        costs = measure(root, work, options.rounds, random.Random(options.seed))
        sys.stdout.write(report(costs, rule_costs(root), files))
    return 0


if __name__ == "__main__":
    sys.exit(main())
