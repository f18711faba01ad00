"""The repository's own campaign, copied away and built once, whichever test asks first."""

import fcntl
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from minbar.build.engine import Engine
from minbar.build.engine import build_site as build
from minbar.build.lock import one_at_a_time
from minbar.cli.boundary import run
from minbar.edition import Audience
from msgspec import Struct

REPOSITORY = Path(__file__).parents[2]
AT = "2026-11-22T12:00:00+01:00"
MEMORY = re.compile(r"[a-z-]+-[0-9a-f]{8}")
"""The folder of what is remembered of a site: its name, and a digest of where it stands."""
EPOCH = "1795345200"
"""The same instant in seconds."""


class Built(Struct, frozen=True):
    """A campaign folder, the site that was made of it, and what the build said."""

    root: Path
    site: Path
    report: dict[str, Any]


def run_module(
    name: str, *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a Python module as a program of its own; nothing is raised."""
    return subprocess.run(
        [sys.executable, "-m", name, *arguments],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **options,
    )


def run_minbar(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run minbar as a program of its own."""
    return run_module("minbar", *arguments, cwd=cwd, env=env, **options)


def call_minbar(
    *arguments: str,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    input: str = "",  # noqa: A002 - as subprocess.run calls it
) -> subprocess.CompletedProcess[str]:
    """Run minbar in this process: the same answer as `run_minbar`, sooner.

    For what a test prepares and compares with, and for what the command says. A test of what a
    program of its own meets (limits, links in its folder, other variables) needs `run_minbar`.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(input.encode()), encoding="utf-8")
    try:
        with (
            chdir(cwd),
            patch.dict(os.environ, env or {}),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = run(list(arguments))
    finally:
        sys.stdin = before
    return subprocess.CompletedProcess(arguments, code, _said(out), _said(err))


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def copy_campaign(source: Path, target: Path) -> Path:
    """Copy a campaign folder with its templates, without what was made of it."""
    target.mkdir(parents=True)
    for name in ("content", "templates"):
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
    if (source / "mkdocs.yml").is_file():
        shutil.copyfile(source / "mkdocs.yml", target / "mkdocs.yml")
    return target


def read_tree(root: Path) -> dict[str, bytes]:
    """Bytes of every file under a folder, by its path with `/`."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def left_over(root: Path) -> list[str]:
    """What lies in .minbar/ besides the lock and what the last build of a site has to remember."""
    found = []
    for path in sorted((root / ".minbar").iterdir()):
        if path.name != "lock" and not MEMORY.fullmatch(path.name):
            found.append(path.name)
        found += [
            f"{path.name}/{item.name}"
            for item in (path.iterdir() if path.is_dir() else ())
            if item.name not in {"state", "twin", "whole", "fingerprint"}
            and item.suffix != ".segment"
        ]
    return found


def build_site(root: Path, audience: Audience = "public", at: str = AT) -> Path:
    """Build a campaign that must be without faults, in this process."""
    with one_at_a_time(root, print):
        build(Engine(root, root / "site", audience, at, print))
    return root / "site"


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of a run of tests, which all its workers share."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def _built_once(
    factory: pytest.TempPathFactory, name: str, prepare: Callable[[Path], object]
) -> Built:
    """A public preview that is built by whichever worker of a run asks for it first."""
    shared = shared_folder(factory)
    root, report = shared / name, shared / f"{name}.json"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not report.exists():
            prepare(root)
            done = run_minbar("build", "--at", AT, "--json", cwd=root)
            assert done.returncode == 0, done.stdout + done.stderr
            report.write_text(done.stdout, encoding="utf-8")
    return Built(root, root / "site", json.loads(report.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The public preview of the demonstration campaign; every worker of a run gets the same one."""
    return _built_once(
        tmp_path_factory, "demonstration", lambda root: copy_campaign(REPOSITORY, root)
    )


def _scaffold(root: Path) -> None:
    done = call_minbar("scaffold", "--candidates", "200", str(root), cwd=root.parent)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def national(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same of a campaign with 200 candidates in all places; a test that edits takes a copy."""
    return _built_once(tmp_path_factory, "national", _scaffold)
