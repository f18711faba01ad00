"""The measurements as Markdown: medians, ratios to Hugo, growth."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.measure import Cost

COLD = "cold"
UNCHANGED = "nothing changed"
GROWTH_WANTED = "1.05"
WANTED = {
    (COLD, "hugo"): "1/4",
    (COLD, "hugo + pagefind"): "1/7",
    (UNCHANGED, "hugo"): "0.4 s",
    ("one candidate edited", "hugo"): "1/20, 1 s",
    ("one message edited", "hugo"): "1/20, 1 s",
}
MB = 1e6


@dataclass(frozen=True)
class Run:
    """One measured build."""

    size: int
    round: int
    case: str
    tool: str
    cost: Cost
    output_bytes: int
    output_files: int


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _median(
    runs: list[Run], size: int, case: str, tool: str, value: Callable[[Run], float]
) -> float | None:
    values = [value(run) for run in runs if (run.size, run.case, run.tool) == (size, case, tool)]
    return median(values) if values else None


def _wall(run: Run) -> float:
    return run.cost.wall_s


def _together(run: Run) -> float:
    return run.cost.together_bytes


def _rows(header: list[str], rows: list[list[str]]) -> str:
    rule = ["---" if at < 2 else "---:" for at in range(len(header))]
    return "\n".join("| " + " | ".join(row) + " |" for row in [header, rule, *rows])


def medians(runs: list[Run], size: int) -> str:
    """The table of one size."""
    columns: list[Callable[[Run], float]] = [
        _wall,
        lambda run: run.cost.cpu_s,
        lambda run: run.cost.largest_bytes / MB,
        lambda run: run.cost.together_bytes / MB,
        lambda run: run.output_bytes / MB,
        lambda run: run.output_files,
    ]
    digits = (2, 2, 0, 0, 0, 0)
    here = [run for run in runs if run.size == size]
    rows = []
    for case in _unique(run.case for run in here):
        for tool in _unique(run.tool for run in here if run.case == case):
            found = [_median(here, size, case, tool, column) or 0 for column in columns]
            rows.append(
                [
                    case,
                    tool,
                    *(f"{value:,.{digit}f}" for value, digit in zip(found, digits, strict=True)),
                ]
            )
    header = ["case", "tool", "wall s", "CPU s", "largest MB", "together MB", "output MB", "files"]
    return _rows(header, rows)


def ratios(runs: list[Run], size: int) -> str:
    """Minbar over the others: below 1 is faster or smaller."""
    here = [run for run in runs if run.size == size]
    others = [tool for tool in _unique(run.tool for run in here) if tool != "minbar"]
    rows = []
    for case in _unique(run.case for run in here):
        for tool in others:
            wall = _over(here, size, case, tool, _wall)
            if wall is None:
                continue
            memory = _over(here, size, case, tool, _together)
            output = _over(here, size, case, tool, lambda run: run.output_bytes)
            wanted = WANTED.get((case, tool), "")
            rows.append([case, f"Minbar / {tool}", *map(_ratio, (wall, memory, output)), wanted])
    return _rows(["case", "ratio", "wall", "memory together", "output", "wanted (at 10,000)"], rows)


def _over(
    runs: list[Run], size: int, case: str, tool: str, value: Callable[[Run], float]
) -> float | None:
    ours, theirs = (_median(runs, size, case, name, value) for name in ("minbar", tool))
    return ours / theirs if ours is not None and theirs else None


def _ratio(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f} (1/{1 / value:.1f})" if 0 < value < 1 else f"{value:.2f}"


def growth(runs: list[Run], tool: str = "minbar") -> str:
    """The exponent of each case over all sizes, and how memory grew."""
    sizes = sorted({run.size for run in runs if run.tool == tool})
    if len(sizes) < 2:
        return "Growth needs two sizes."
    rows = []
    for case in _unique(run.case for run in runs if run.tool == tool):
        walls = {size: _median(runs, size, case, tool, _wall) for size in sizes}
        memory = [_median(runs, size, case, tool, _together) for size in (sizes[0], sizes[-1])]
        points = [(size, wall) for size, wall in walls.items() if wall]
        if len(points) < 2 or not memory[0] or not memory[1]:
            continue
        rows.append([case, tool, f"{exponent(points):.2f}", f"{memory[1] / memory[0]:.2f}×"])
    span = f"{sizes[0]:,} to {sizes[-1]:,}"
    return _rows(["case", "tool", f"exponent in time, {span}", "memory grew"], rows)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the least-squares line through the logarithms."""
    xs = [math.log(x) for x, _ in points]
    ys = [math.log(y) for _, y in points]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - x_mean) ** 2 for x in xs)


def report(machine: dict[str, str], runs: list[Run], differences: dict[int, list[str]]) -> str:
    """The whole report."""
    parts = ["## Machine\n\n" + "\n".join(f"- {name}: {value}" for name, value in machine.items())]
    for size in sorted({run.size for run in runs}):
        rounds = max(run.round for run in runs if run.size == size)
        many = f"median of {rounds} rounds" if rounds > 1 else "one round"
        parts.append(
            f"## {size:,} candidates, two languages ({many})\n\n{medians(runs, size)}\n\n{ratios(runs, size)}"
        )
        found = differences.get(size, [])
        listed = "\n".join(f"- {line}" for line in found)
        parts.append(
            f"Differences between the sites:\n\n{listed}" if found else "Counts and elements agree."
        )
    for tool in ("minbar", "hugo"):
        if any(run.tool == tool for run in runs):
            parts.append(f"## Growth of {tool}\n\n{growth(runs, tool)}")
    return "\n\n".join(parts)
