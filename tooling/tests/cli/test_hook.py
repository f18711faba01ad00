"""The pre-commit hook in a real repository: a deleted file is looked at too."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from demonstration import REPOSITORY, call_minbar

HOOK = "minbar-check"


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = {
        f"GIT_{who}_{what}": "test@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return subprocess.run(
        arguments,
        cwd=root,
        env={**os.environ, **identity, "PRE_COMMIT_HOME": str(root.parent / "pre-commit")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def repository(campaign_folder: Path) -> Path:
    """The small campaign, committed, with the hooks of this repository."""
    shutil.copyfile(
        REPOSITORY / ".pre-commit-config.yaml", campaign_folder / ".pre-commit-config.yaml"
    )
    (campaign_folder / ".gitignore").write_text(".venv\n")
    minbar = campaign_folder / ".venv/bin/minbar"
    minbar.parent.mkdir(parents=True)
    minbar.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m minbar "$@"\n')
    minbar.chmod(0o755)
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "first")):
        done = _run(campaign_folder, "git", *arguments)
        assert done.returncode == 0, done.stderr
    return campaign_folder


def test_a_deleted_file_that_others_refer_to_is_found(repository: Path) -> None:
    assert _run(repository, *HOOKED).returncode == 0
    _run(repository, "git", "rm", "-q", "content/programme/health.ar.md")
    _run(repository, "git", "rm", "-q", "content/programme/health.fr.md")
    done = _run(repository, *HOOKED)

    assert done.returncode == 1, done.stdout + done.stderr
    assert "content/messages/night-clinics.ar.md" in done.stdout


HOOKED = (sys.executable, "-m", "pre_commit", "run", HOOK)
WATER, BAD = "content/messages/water.ar.md", "content/messages/bad.ar.md"


def _spoil(repository: Path, path: str) -> None:
    (repository / path).write_text("---\ntitle: [\n", encoding="utf-8")


def test_what_another_file_lacks_stops_no_commit(repository: Path) -> None:
    _spoil(repository, BAD)
    for arguments in (("add", "."), ("commit", "-qm", "bad")):
        assert _run(repository, "git", *arguments).returncode == 0
    assert _run(repository, *HOOKED).returncode == 1, "with nothing staged, all of it is checked"
    with (repository / WATER).open("a", encoding="utf-8") as file:
        file.write("\nوأكثر.\n")
    _run(repository, "git", "add", WATER)
    done = _run(repository, *HOOKED)

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_deleted_file_is_seen_beside_an_edited_one(repository: Path) -> None:
    with (repository / WATER).open("a", encoding="utf-8") as file:
        file.write("\nوأكثر.\n")
    _run(repository, "git", "add", WATER)
    for language in ("ar", "fr"):
        _run(repository, "git", "rm", "-q", f"content/programme/health.{language}.md")
    done = _run(repository, *HOOKED)

    assert done.returncode == 1, done.stdout + done.stderr
    assert "content/messages/night-clinics.ar.md" in done.stdout


def test_a_file_that_all_depend_on_has_all_checked(repository: Path) -> None:
    _spoil(repository, BAD)
    for arguments in (("add", "."), ("commit", "-qm", "bad")):
        assert _run(repository, "git", *arguments).returncode == 0
    with (repository / "content/charter.yml").open("a", encoding="utf-8") as file:
        file.write("# a word\n")
    _run(repository, "git", "add", ".")
    done = _run(repository, *HOOKED)

    assert BAD in done.stdout


def test_a_commit_of_single_files_is_checked_by_its_own_index(repository: Path) -> None:
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexec .venv/bin/minbar check --staged\n")
    hook.chmod(0o755)
    _spoil(repository, BAD)
    _run(repository, "git", "add", BAD)
    with (repository / WATER).open("a", encoding="utf-8") as file:
        file.write("\nوأكثر.\n")
    done = _run(repository, "git", "commit", "-qm", "water", "--", WATER)

    assert done.returncode == 0, done.stdout + done.stderr
    assert _run(repository, "git", "commit", "-qm", "bad").returncode == 1


def test_staged_is_asked_of_git_or_said_by_hand(campaign_folder: Path) -> None:
    both = call_minbar("check", "--staged", WATER, cwd=campaign_folder)
    without = call_minbar("check", "--staged", cwd=campaign_folder)

    assert (both.returncode, without.returncode) == (2, 2)
    assert "PATHS" in both.stderr
    assert "git" in without.stderr


def test_campaigns_elsewhere_get_the_same_hook() -> None:
    (ours,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    local = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = local["repos"][0]["hooks"]
    (mine,) = [item for item in hooks if item["id"].startswith(HOOK)]

    for hook in (ours, mine):
        assert (hook["id"], hook["always_run"], hook["pass_filenames"]) == (HOOK, True, False)
        assert hook["entry"].endswith("minbar check --staged")
