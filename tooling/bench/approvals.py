"""How long 1,000 approved merges take to verify, cold and warm: `python -m bench.approvals [MERGES]`.

The history is real: each merge has a branch of its own commit, and is signed by a real key.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from minbar.approvals.verify import verify

PEOPLE = ("lead", "writer")
TEAM = """\
people:
  lead: {{name: {{ar: س}}, role: lead, emails: [lead@pont.example], keys: ["{key}"]}}
rules:
  - {{paths: ["**"], approvers: [lead]}}
"""


def make(root: Path, merges: int) -> str:
    """Write the history, and name its anchor."""
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    for name, value in {"format": "ssh", "ssh.defaultKeyCommand": ""}.items():
        git(root, "config", f"gpg.{name}", value)
    key = root.parent / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
    git(root, "config", "user.signingkey", str(key))
    write(root, "content/team.yml", TEAM.format(key=key.with_suffix(".pub").read_text().strip()))
    for number in range(200):
        write(root, f"content/messages/m{number}.md", f"{number}\n")
    git(root, "add", "-A")
    commit(root, "writer", "commit", "-q", "-m", "anchor")
    anchor = git(root, "rev-parse", "HEAD")
    for number in range(merges):
        git(root, "checkout", "-q", "-b", "topic")
        write(root, f"content/messages/m{number % 200}.md", f"edit {number}\n")
        commit(root, "writer", "commit", "-q", "-a", "-m", f"edit {number}")
        git(root, "checkout", "-q", "main")
        commit(root, "lead", "merge", "-q", "--no-ff", "-S", "-m", f"merge {number}", "topic")
        git(root, "branch", "-q", "-D", "topic")
    return anchor


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(root: Path, who: str, *arguments: str) -> None:
    git(root, "-c", f"user.name={who}", "-c", f"user.email={who}@pont.example", *arguments)


def measure(root: Path, anchor: str) -> float:
    start = perf_counter()
    found = verify(root, anchor)
    assert found.verdict == "accept", [step for step in found.steps if step.verdict != "accept"][:3]
    return perf_counter() - start


def main(merges: int) -> None:
    with tempfile.TemporaryDirectory(prefix="minbar-bench-") as name:
        root = Path(name) / "campaign"
        anchor = make(root, merges)
        cold = measure(root, anchor)
        warm = min(measure(root, anchor) for _ in range(3))
        print(f"{merges} signed merges: cold {cold:.1f} s, warm {warm:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
