"""The job that posts a brief, run as GitHub runs it, on what a hostile pull request may hand over."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from demonstration import REPOSITORY
from minbar.brief.render import LIMIT_BYTES, MARK

WORKFLOW = yaml.safe_load((REPOSITORY / ".github/workflows/brief.yml").read_text("utf-8"))
CHECK = yaml.safe_load((REPOSITORY / ".github/workflows/check.yml").read_text("utf-8"))
JOB = WORKFLOW["jobs"]["post"]
STEPS = {step["name"]: step for step in JOB["steps"]}
GH = """#!/usr/bin/env python3
import json, os, pathlib, sys
here = pathlib.Path(os.environ["FAKE"])
with (here / "calls").open("a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
path = next(one for one in sys.argv[2:] if one.startswith("repos/"))
if path.endswith("/zip"):
    sys.stdout.buffer.write((here / "artefact.zip").read_bytes())
else:
    name = "pulls" if path.endswith("/pulls") else "artifacts" if "/artifacts" in path else "comments"
    print((here / name).read_text(), end="")
"""


class Runner:
    """Runs the steps of the job; what GitHub would answer are files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers = {"pulls": "7\n", "artifacts": "11\n", "comments": ""}
        (folder / "bin").mkdir()
        gh = folder / "bin/gh"
        gh.write_text(GH, "utf-8")
        gh.chmod(0o755)

    def hand_over(self, **files: bytes | str) -> None:
        with zipfile.ZipFile(self.folder / "artefact.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name.replace("__", "/").replace("_md", ".md"), data)

    def run(self, name: str, **more: str) -> subprocess.CompletedProcess[str]:
        for answer, text in self.answers.items():
            (self.folder / answer).write_text(text, "utf-8")
        environment = {
            **os.environ,
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "FAKE": str(self.folder),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "REPOSITORY": "pont/campaign",
            **more,
        }
        script = STEPS[name]["run"]
        command = (
            [sys.executable, "-c", script]
            if STEPS[name].get("shell") == "python"
            else ["bash", "--noprofile", "--norc", "-e", "-c", script]
        )
        return subprocess.run(
            command, cwd=self.folder, env=environment, check=False, capture_output=True, text=True
        )

    @property
    def output(self) -> str:
        file = self.folder / "output"
        return file.read_text("utf-8") if file.exists() else ""

    @property
    def calls(self) -> list[list[str]]:
        return [json.loads(line) for line in (self.folder / "calls").read_text().splitlines()]

    def harmless(self) -> str | None:
        """What would be posted of what was handed over; None where that is refused."""
        (self.folder / "brief.zip").write_bytes((self.folder / "artefact.zip").read_bytes())
        done = self.run("Make it harmless")
        if done.returncode:
            assert not (self.folder / "comment.json").exists()
            return None
        body: str = json.loads((self.folder / "comment.json").read_text("utf-8"))["body"]
        return body


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_a_brief_is_posted_where_github_says(runner: Runner) -> None:
    runner.hand_over(brief_md=f"{MARK}\nنص", number="666")
    assert runner.run("Find the pull request", HEAD="a" * 40, FROM="fork/campaign").returncode == 0
    assert runner.output == "number=7\n"
    assert runner.run("Fetch the brief", RUN="5").returncode == 0
    assert runner.run("Make it harmless").returncode == 0
    assert runner.run("Post it", NUMBER="7").returncode == 0

    assert runner.calls[-1][1:3] == ["--method", "POST"]
    assert "repos/pont/campaign/issues/7/comments" in runner.calls[-1]


def test_the_comment_of_before_is_replaced(runner: Runner) -> None:
    runner.answers["comments"] = "91\n92\n"
    runner.run("Post it", NUMBER="7")

    assert runner.calls[-1][1:3] == ["--method", "PATCH"]
    assert "repos/pont/campaign/issues/comments/91" in runner.calls[-1]


@pytest.mark.parametrize("answer", ["", "7; curl evil", "-1", "$(id)", "7\nx=y"])
def test_what_is_no_number_is_posted_nowhere(runner: Runner, answer: str) -> None:
    runner.answers["pulls"] = answer
    done = runner.run("Find the pull request", HEAD="a" * 40, FROM="fork/campaign")

    assert done.returncode == 0
    assert runner.output == ""
    assert "nothing to post" in done.stdout


def test_without_an_artefact_nothing_is_fetched(runner: Runner) -> None:
    runner.answers["artifacts"] = ""
    assert runner.run("Fetch the brief", RUN="5").returncode == 0
    assert runner.output == ""
    assert len(runner.calls) == 1


HOSTILE: dict[str, dict[str, bytes | str]] = {
    "no brief": {"other_md": f"{MARK}\nx"},
    "another folder": {"brief__brief_md": f"{MARK}\nx"},
    "a path that leaves": {"..__brief_md": f"{MARK}\nx"},
    "no mark": {"brief_md": "Approved by the lead"},
    "too much": {"brief_md": f"{MARK}\n" + "x" * LIMIT_BYTES},
    "a bomb": {"brief_md": f"{MARK}\n".encode() + b"\0" * 50_000_000},
    "no text": {"brief_md": f"{MARK}\n".encode() + b"\xff\xfe"},
    "control characters": {"brief_md": f"{MARK}\n\x1b[2J"},
}


@pytest.mark.parametrize("files", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_brief_is_refused(runner: Runner, files: dict[str, bytes | str]) -> None:
    runner.hand_over(**files)

    assert runner.harmless() is None


def test_what_is_no_zip_is_refused(runner: Runner) -> None:
    (runner.folder / "artefact.zip").write_bytes(b"PK nothing")

    assert runner.harmless() is None


def test_nobody_is_called_and_the_comment_says_where_it_comes_from(runner: Runner) -> None:
    runner.hand_over(brief_md=f"{MARK}\n@lead approved #12 and GH-4; $(touch x) `id`", run_sh="id")
    body = runner.harmless() or ""

    assert body.startswith(f"{MARK}\n<sub>Written by the code of this pull request")
    assert "@\u2060lead approved #\u206012 and GH-\u20604; $(touch x) `id`" in body
    assert sorted(path.name for path in runner.folder.iterdir()) == [
        *("artefact.zip", "artifacts", "bin", "brief.zip", "comment.json", "comments", "pulls")
    ]


def test_the_longest_brief_is_taken(runner: Runner) -> None:
    text = f"{MARK}\n"
    runner.hand_over(brief_md=text + "x" * (LIMIT_BYTES - len(text)))

    assert runner.harmless()


def test_nothing_of_the_pull_request_is_fetched_or_run() -> None:
    used = [step["uses"] for step in JOB["steps"] if "uses" in step]
    texts = json.dumps(JOB["steps"])

    assert used == []
    assert "checkout" not in texts
    assert "${{" not in "".join(step["run"] for step in JOB["steps"] if "run" in step)
    assert JOB["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert JOB["if"] == "github.event.workflow_run.event == 'pull_request'"
    assert WORKFLOW[True] == {
        "workflow_run": {"workflows": [CHECK["name"]], "types": ["completed"]}
    }


def test_what_the_check_hands_over_is_what_is_fetched() -> None:
    brief: Any = {step["name"]: step for step in CHECK["jobs"]["brief"]["steps"]}
    handed = brief["Hand it over"]["with"]

    assert handed["name"] == "brief"
    assert f"--out {handed['path']}" in brief["Write the brief"]["run"]
    assert CHECK["jobs"]["brief"]["permissions"] == {"contents": "read"}
    assert 'archive.open("brief.md")' in STEPS["Make it harmless"]["run"]
