"""The charter's terms on a national campaign: Minbar's matcher, Vale, and plain regular expressions.

    python -m bench.charter --candidates 10000          # needs `minbar`; Vale if `vale` runs here

The same terms, the same files, one process each. Sentences of the tests are planted in messages, so
that each tool's finds can be counted. The PyPI package `vale` fetches its program from GitHub at its
first run: where that cannot be reached the report says so, and has no figures for it.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.measure import Cost, run

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tooling" / "tests" / "lexicon" / "cases"
INNOCENT, UNFORESEEN = "innocent", "unforeseen"
PARTICLES = "(?:[وف]?(?:ال|بال|كال|لل|لال|[بكل])?)"
FETCH_S = 60
MINIMAL = "StylesPath = styles\nMinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = Charter\n"


@dataclass(frozen=True)
class Row:
    """A line of the report; `found` of the planted uncivil sentences, `flagged` of the innocent ones."""

    tool: str
    cost: Cost | None
    found: int = 0
    flagged: int = 0
    why: str = ""


def expression(term: str) -> str:
    """A term as a list of patterns would have it: what a user of Vale writes for the same words."""
    words = []
    for word in term.replace("…", " … ").split():
        if word == "…":
            words.append(r"(?:[^\s]+\s+){0,3}")
            continue
        choices = [_word(choice) for choice in word.split("|")]
        words.append(f"(?:{'|'.join(choices)})" + r"\s+")
    return "".join(words).removesuffix(r"\s+")


def _word(choice: str) -> str:
    core = re.escape(choice.removeprefix("=").removesuffix("*"))
    ending = r"[^\W\d]{0,6}" if choice.endswith("*") else ""
    arabic = re.search("[\u0620-\u064a]", core)
    return (PARTICLES if arabic and not choice.startswith("=") else "") + core + ending


def plant(folder: Path, sentences: dict[str, list[str]], language: str) -> dict[str, bool]:
    """Write each sentence in a message of its own; gives, by file, whether it is uncivil."""
    planted: dict[str, bool] = {}
    texts = [
        (key != INNOCENT, text)
        for key, group in sentences.items()
        if key != UNFORESEEN
        for text in group
    ]
    for number, (uncivil, text) in enumerate(texts):
        name = f"planted-{language}-{number:03d}.{language}.md"
        head = "pillar: rights\ntheme: health\n" if language == "ar" else ""
        body = f"---\n{head}title: X\nshort: X.\n---\n\n{text}\n"
        (folder / name).write_text(body, encoding="utf-8")
        planted[name] = uncivil
    return planted


def judge(tool: str, cost: Cost, named: set[str], planted: dict[str, bool]) -> Row:
    """Count what a tool named of the planted files."""
    found = sum(planted[name] for name in named if name in planted)
    return Row(tool, cost, found, sum(not planted[name] for name in named if name in planted))


def run_python(which: str, root: Path, out: Path, planted: dict[str, bool]) -> Row:
    """Run one of our own two searches (`search.py`) as a process."""
    command = [sys.executable, "-m", "bench.search", which, str(root), str(out)]
    cost = run(command, ROOT / "tooling", out.with_suffix(".log"))
    return judge(which, cost, set(json.loads(out.read_text("utf-8"))), planted)


def _runs(program: str) -> bool:
    """Tell whether a program is there; one that must first be fetched has a minute for it."""
    try:
        return not subprocess.run(
            [program, "--version"], capture_output=True, timeout=FETCH_S
        ).returncode
    except subprocess.TimeoutExpired:
        return False


def run_vale(program: str | None, root: Path, work: Path, planted: dict[str, bool]) -> Row:
    """Run Vale with one `existence` rule for each entry, if it runs at all."""
    if program is None or not _runs(program):
        return Row("Vale", None, why="its program could not be fetched on this machine")
    styles = work / "styles" / "Charter"
    styles.mkdir(parents=True)
    (work / ".vale.ini").write_text(MINIMAL, encoding="utf-8")
    charter = yaml.safe_load((root / "content/charter.yml").read_text("utf-8"))
    for entry in charter["lexicon"]:
        rule = {"extends": "existence", "message": "%s", "level": entry["severity"]}
        rule |= {"ignorecase": True, "tokens": [expression(term) for term in entry["terms"]]}
        (styles / f"{entry['id']}.yml").write_text(
            yaml.safe_dump(rule, allow_unicode=True), "utf-8"
        )
    out = work / "vale.json"
    command = [program, "--no-exit", "--output=JSON", "--config", ".vale.ini", f"{root}/content"]
    cost = run(command, work, out)
    return judge("Vale", cost, {Path(name).name for name in json.loads(out.read_text())}, planted)


def report(rows: list[Row], files: int, planted: dict[str, bool]) -> str:
    """The table, as Markdown."""
    uncivil = sum(planted.values())
    lines = [
        f"{files:,} files, {uncivil} uncivil and {len(planted) - uncivil} innocent sentences planted.",
        "",
        "| tool | wall s | processor s | peak MB | uncivil found | innocent flagged |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        if row.cost is None:
            lines.append(f"| {row.tool} | {row.why} | | | | |")
            continue
        cells = f"{row.cost.wall_s:.2f} | {row.cost.cpu_s:.2f} | {row.cost.largest_bytes / 1e6:.0f}"
        lines.append(f"| {row.tool} | {cells} | {row.found} | {row.flagged} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=10000)
    parser.add_argument("--vale", default=shutil.which("vale"))
    parser.add_argument("--no-patterns", action="store_true", help="they take minutes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        root = work / "campaign"
        scaffold = [sys.executable, "-m", "minbar", "scaffold"]
        subprocess.run(
            [*scaffold, "--candidates", str(options.candidates), str(root)],
            check=True,
            capture_output=True,
        )
        shutil.copy(ROOT / "content" / "charter.yml", root / "content" / "charter.yml")
        planted: dict[str, bool] = {}
        for name, code in (("arabic", "ar"), ("french", "fr")):
            sentences = yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8"))
            planted |= plant(root / "content" / "messages", sentences, code)
        files = sum(1 for _ in (root / "content").rglob("*.md"))
        rows = [
            run_python("Minbar", root, work / "minbar.json", planted),
            run_vale(options.vale, root, work, planted),
        ]
        if not options.no_patterns:
            rows.append(run_python("patterns", root, work / "patterns.json", planted))
        sys.stdout.write(report(rows, files, planted))
    return 0


if __name__ == "__main__":
    sys.exit(main())
