"""The searches of texts: begun as soon as it is certain that they change, and ended whatever happens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from campaigns import write
from demonstration import AT, call_minbar
from minbar.build.engine import Engine
from minbar.build.service import Service
from minbar.build.tools import FaultyError
from minbar.model.share import Share

WATER = "content/messages/water.ar.md"
SAID = "content/candidates/said-amrani"


@pytest.fixture
def root(campaign_folder: Path) -> Path:
    """A campaign whose site stands."""
    done = call_minbar("build", "--at", AT, cwd=campaign_folder)
    assert done.returncode == 0, done.stderr
    return campaign_folder


@pytest.fixture
def engines() -> Iterator[list[Engine]]:
    begun: list[Engine] = []
    yield begun
    for engine in begun:
        engine.close()


def begin(root: Path, engines: list[Engine], share: Share | None = None) -> Engine:
    site = root / ("share" if share else "site")
    engine = Engine(root, site, "public", AT, print, share=share)
    engines.append(engine)
    return engine


def runs(engine: Engine) -> dict[str, Service]:
    return {
        code: run for one in engine._searches._indexing.values() for code, run in one._runs.items()
    }


def edit(root: Path, path: str, old: str, new: str) -> None:
    source = (root / path).read_text("utf-8")
    assert old in source
    write(root, path, source.replace(old, new))


def test_that_of_an_edited_text_has_begun_when_all_is_read(
    root: Path, engines: list[Engine]
) -> None:
    edit(root, WATER, "---\n\n", "---\n\nجملة جديدة. ")
    engine = begin(root, engines)
    engine.prepare()

    assert list(runs(engine)) == ["ar"]


def test_one_that_stands_does_not_begin(root: Path, engines: list[Engine]) -> None:
    edit(root, f"{SAID}.fr.md", "Agriculteur à", "Paysan à")
    engine = begin(root, engines)
    engine.prepare()

    assert runs(engine) == {}


def test_a_share_begins_only_its_own(root: Path, engines: list[Engine]) -> None:
    edit(root, WATER, "---\n\n", "---\n\nجملة جديدة. ")
    engine = begin(root, engines, Share(1, 2))
    engine.prepare()

    assert runs(engine) == {}


def test_it_ends_when_what_is_read_then_is_at_fault(root: Path, engines: list[Engine]) -> None:
    edit(root, WATER, "---\n\n", "---\n\nجملة جديدة. ")
    (root / f"{SAID}.ar.md").unlink()
    engine = begin(root, engines)
    with pytest.raises(FaultyError):
        engine.prepare()
    begun = runs(engine)
    engine.close()

    assert list(begun) == ["ar"]
    assert all(run._run.returncode is not None for run in begun.values())


def test_what_is_read_again_is_begun_again(root: Path, engines: list[Engine]) -> None:
    edit(root, WATER, "---\n\n", "---\n\nجملة جديدة. ")
    engine = begin(root, engines)
    engine.prepare()
    first = runs(engine)["ar"]
    engine.prepare()

    assert first._run.returncode is not None
    assert runs(engine)["ar"] is not first


def test_a_text_that_is_shown_no_more_changes_that_of_each_language(
    root: Path, engines: list[Engine]
) -> None:
    edit(root, WATER, "pillar:", "expires: 2026-01-01T00:00\npillar:")
    engine = begin(root, engines)
    engine.prepare()

    assert sorted(runs(engine)) == ["ar", "fr"]
