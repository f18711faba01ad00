"""What `minbar publish` costs on the demonstration campaign: the first time, in silence, after it, and with nothing changed.

python -m bench.publishing [--rounds 5]
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.measure import run

REPOSITORY = Path(__file__).parents[2]
COPIED = ("content", "templates", "mkdocs.yml")
LIMIT_S = 1.0
"""With nothing changed, the median of all rounds must stay below this."""
BEFORE, SILENCE, AFTER = "2027-09-07T12:00", "2027-09-08T10:00", "2027-09-08T19:00"


def commit_campaign(root: Path) -> str:
    """A repository with the campaign of this one in its only commit, which is the anchor."""
    root.mkdir()
    for name in COPIED:
        copy = shutil.copytree if (REPOSITORY / name).is_dir() else shutil.copy2
        copy(REPOSITORY / name, root / name)
    who = ("-c", "user.name=Bench", "-c", "user.email=bench@pont.example")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "bench"]):
        subprocess.run(["git", *arguments], cwd=root, env=kept, check=True)
    head = ["git", "rev-parse", "HEAD"]
    return subprocess.run(
        head, cwd=root, env=kept, check=True, capture_output=True, text=True
    ).stdout.strip()


def main() -> int:
    """Measure, print a table, and tell whether the limit holds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="minbar-bench-") as folder:
        root, log = Path(folder) / "campaign", Path(folder) / "log"
        anchor = commit_campaign(root)
        command = [sys.executable, "-m", "minbar", "publish", "--anchor", anchor]
        command += ["--site-dir", str(root / "site"), "--at"]
        cases = {
            "first": [run([*command, BEFORE], root, log)],
            "nothing changed": [run([*command, BEFORE], root, log) for _ in range(rounds)],
            "to the holding page": [run([*command, SILENCE], root, log)],
            "and back": [run([*command, AFTER], root, log)],
        }
    print("| minbar publish | wall s | CPU s |\n|---|--:|--:|")
    for case, costs in cases.items():
        wall, cpu = (median(getattr(cost, name) for cost in costs) for name in ("wall_s", "cpu_s"))
        print(f"| {case} | {wall:.2f} | {cpu:.2f} |")
    unchanged = median(cost.wall_s for cost in cases["nothing changed"])
    if unchanged > LIMIT_S:
        print(f"nothing changed took {unchanged:.2f} s, more than {LIMIT_S:.0f} s", file=sys.stderr)
    return int(unchanged > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
