"""The searches of texts: begun as soon as it is certain that they change, and ended whatever happens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from campaigns import write
from demonstration import AT, call_minbar
from minbar.build.engine import Engine
from minbar.build.lock import memory_of
from minbar.build.service import Service
from minbar.build.site import build_or_stand
from minbar.build.state import code_digest, read_state
from minbar.build.tools import FaultyError
from minbar.edition import Published
from minbar.model.share import Share
from minbar.search import render_search_page
from minbar.store.segments import path_of

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


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts whose pages are rendered and not remembered, in order."""
    found: list[str] = []

    def render(document: Published, language: str, kind: str) -> bytes:
        found.append(f"{document.kind}/{document.slug}.{language}")
        return render_search_page(document, language, kind)

    monkeypatch.setattr("minbar.build.searches.render_search_page", render)
    return found


def build(root: Path) -> None:
    made = build_or_stand(root, root / "site", "public", AT, pytest.fail)
    assert not isinstance(made, list), made


def test_only_a_text_that_is_another_one_is_rendered(root: Path, rendered: list[str]) -> None:
    for number in (1, 2):
        edit(root, WATER, "---\n\n", f"---\n\nجملة رقم {number}. ")
        build(root)
        edit(root, WATER.replace(".ar.", ".fr."), "---\n\n", f"---\n\nPhrase {number}. ")
        build(root)

    assert rendered == ["messages/water.ar", "messages/water.fr"] * 2


def test_what_is_remembered_outlives_builds_without_a_search(
    root: Path, rendered: list[str]
) -> None:
    edit(root, f"{SAID}.fr.md", "Agriculteur à", "Paysan à")
    build(root)
    edit(root, WATER, "---\n\n", "---\n\nجملة جديدة. ")
    build(root)

    assert rendered == ["messages/water.ar"]


def test_the_name_of_a_kind_is_part_of_its_pages(root: Path, rendered: list[str]) -> None:
    write(root, "templates/strings/fr.yml", "section_press: Communiqués de presse\n")
    build(root)

    assert rendered
    assert {name for name in rendered if not name.startswith("press/")} == set()


def test_damage_to_what_is_remembered_is_noticed(root: Path, rendered: list[str]) -> None:
    memory = memory_of(root, root / "site")
    state, _ = read_state(memory, code_digest())
    path = path_of(memory, state.searched["ar"].segment)
    data = bytearray(path.read_bytes())
    data[state.searched["ar"].offset + 9] ^= 1
    path.write_bytes(data)
    edit(root, WATER, "---\n\n", "---\n\nجملة جديدة. ")
    told: list[str] = []
    build_or_stand(root, root / "site", "public", AT, told.append)

    assert [line for line in told if "is damaged" in line]
    assert len(rendered) > 2
