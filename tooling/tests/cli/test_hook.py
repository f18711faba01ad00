"""The pre-commit hook in a real repository: a deleted file is looked at too."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from demonstration import REPOSITORY

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
    hook = (sys.executable, "-m", "pre_commit", "run", HOOK)
    assert _run(repository, *hook).returncode == 0
    _run(repository, "git", "rm", "-q", "content/programme/health.ar.md")
    _run(repository, "git", "rm", "-q", "content/programme/health.fr.md")
    done = _run(repository, *hook)

    assert done.returncode == 1, done.stdout + done.stderr
    assert "content/messages/night-clinics.ar.md" in done.stdout


def test_campaigns_elsewhere_get_the_same_hook() -> None:
    (ours,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    local = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = local["repos"][0]["hooks"]
    (mine,) = [item for item in hooks if item["id"].startswith(HOOK)]

    for hook in (ours, mine):
        assert (hook["id"], hook["always_run"], hook["pass_filenames"]) == (HOOK, True, False)
