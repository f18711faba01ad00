"""The wheel carries all that a campaign needs, and builds one from outside the checkout."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from campaigns import write, write_campaign
from demonstration import AT, REPOSITORY, build_site, read_tree


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return next(folder.glob("minbar-*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; what it depends on is borrowed from ours."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    # sys.path alone: the .pth of our own editable install is not read, so only the wheel's minbar is there.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "python"


def _run(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(python), *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_has_templates_words_and_settings(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    templates = {
        f"minbar/_templates/{path.relative_to(REPOSITORY / 'templates').as_posix()}"
        for path in (REPOSITORY / "templates").rglob("*")
        if path.is_file()
    }

    assert templates <= names
    assert "minbar/_templates/mkdocs.yml" in names
    assert not [
        name
        for name in names
        if name.startswith(("content/", "tooling/", "tests/")) or ".pyc" in name
    ]


def test_it_builds_a_campaign_from_outside_the_checkout(
    python: Path, campaign_folder: Path, tmp_path: Path
) -> None:
    where = _run(python, "-m", "minbar", "-C", str(campaign_folder), "doctor", cwd=tmp_path)
    assert where.returncode == 0, where.stdout + where.stderr
    done = _run(
        python, "-m", "minbar", "-C", str(campaign_folder), "build", "--at", AT, cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made = read_tree(campaign_folder / "site")

    assert made == read_tree(build_site(campaign_folder))


def test_it_is_the_wheel_that_runs(python: Path, tmp_path: Path) -> None:
    said = "import minbar, minbar.templates as t; print(minbar.__file__, t.default_root())"
    done = _run(python, "-c", said, cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert str(REPOSITORY / "tooling") not in done.stdout
    assert "_templates" in done.stdout


def test_a_campaign_that_has_only_mkdocs_yml_builds(python: Path, campaign_folder: Path) -> None:
    write(campaign_folder, "mkdocs.yml", (REPOSITORY / "mkdocs.yml").read_bytes())
    done = _run(python, "-m", "minbar", "build", "--at", AT, cwd=campaign_folder)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_packaged_settings_serve_mkdocs_as_well(python: Path, tmp_path: Path) -> None:
    root = tmp_path / "campaign"
    write_campaign(root)
    done = _run(python, "-m", "minbar", "build", "--help", cwd=root)

    assert done.returncode == 0
    assert "--site-dir" in done.stdout
