"""The same commit, instant and versions give the same bytes, whoever builds, wherever."""

from pathlib import Path

import pytest
from demonstration import (
    AT,
    EPOCH,
    Built,
    copy_campaign,
    left_over,
    read_tree,
    run_minbar,
    run_module,
)

SURROUNDINGS = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "ar_MA.UTF-8",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
    "PYTHONUTF8": "0",
}


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]


def test_another_folder_clock_language_and_umask_change_no_byte(
    demonstration: Built, tmp_path: Path
) -> None:
    root = copy_campaign(demonstration.root, tmp_path / "another" / "folder of mine")
    done = run_minbar("build", "--at", AT, cwd=root, env=SURROUNDINGS, umask=0o077)

    assert done.returncode == 0, done.stderr
    assert _differences(read_tree(demonstration.site), read_tree(root / "site")) == []


def test_mkdocs_builds_the_same_site(demonstration: Built, tmp_path: Path) -> None:
    root = copy_campaign(demonstration.root, tmp_path / "campaign")
    done = run_module("mkdocs", "build", "-q", cwd=root, env={"SOURCE_DATE_EPOCH": EPOCH})

    assert done.returncode == 0, done.stderr
    assert _differences(read_tree(demonstration.site), read_tree(root / "site")) == []
    assert left_over(root) == []


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_in_which_files_were_written_does_not_matter(
    campaign_folder: Path, tmp_path: Path, order: int
) -> None:
    first = run_minbar("build", "--at", AT, cwd=campaign_folder)
    other = tmp_path / "other"
    for path in sorted(campaign_folder.rglob("*"), reverse=order < 0):
        if path.is_file() and path.relative_to(campaign_folder).parts[0] == "content":
            target = other / path.relative_to(campaign_folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    second = run_minbar("build", "--at", AT, cwd=other)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert _differences(read_tree(campaign_folder / "site"), read_tree(other / "site")) == []
