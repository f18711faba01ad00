"""What was compiled is taken over only if it is what was written, by nobody else."""

import sys
from collections.abc import Iterator
from errno import ENOSPC
from pathlib import Path

import jinja2
import pytest
from minbar.templates import Sources, compiled
from minbar.templates.compiled import cache_folder
from minbar.templates.environment import page_environment, snippet_environment

TEXT = "{{ name }} & {% for each in range(2) %}{{ each }}{% endfor %}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    cache_folder.cache_clear()
    found = cache_folder()
    assert found is not None
    assert found.is_relative_to(tmp_path)
    yield found
    cache_folder.cache_clear()


def sources(text: str) -> Sources:
    return {f"{folder}/a.html": (text, "a.html") for folder in ("pages", "snippets")}


def rendered(text: str = TEXT) -> str:
    return page_environment(sources(text)).get_template("a.html").render(name="<b>")


def refuse(*_: object) -> None:
    raise AssertionError("compiled again")


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rendered()
    monkeypatch.setattr(jinja2.Environment, "_compile", refuse)

    assert rendered() == first == "&lt;b&gt; & 01"
    assert len(list(folder.iterdir())) == 1


def test_the_same_template_of_a_page_and_of_a_post(folder: Path) -> None:
    assert rendered() == "&lt;b&gt; & 01"
    post = snippet_environment(sources(TEXT)).get_template("a.html")
    assert post.render(name="<b>") == "<b> & 01"
    assert len(list(folder.iterdir())) == 2


def test_a_template_that_has_changed(folder: Path) -> None:
    rendered()
    assert rendered("{{ name }}!") == "&lt;b&gt;!"
    assert rendered() == "&lt;b&gt; & 01"
    assert len(list(folder.iterdir())) == 1


def test_every_byte_counts(folder: Path) -> None:
    expected = rendered()
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    for at in range(0, len(whole), 7):
        kept.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert rendered() == expected
        assert kept.read_bytes() == whole
    for end in range(0, len(whole), 53):
        kept.write_bytes(whole[:end])
        assert rendered() == expected


def test_what_another_compiler_wrote(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as other:
        other.setattr(compiled, "_compiler", lambda: b"another Jinja2, or another Minbar")
        rendered()
    monkeypatch.setattr(jinja2.Environment, "_compile", refuse)
    with pytest.raises(AssertionError, match="compiled again"):
        rendered()


@pytest.mark.parametrize("mode", [0o777, 0o720, 0o702])
def test_a_folder_that_others_may_write_to(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    cache_folder.cache_clear()
    assert cache_folder() is None
    assert rendered() == "&lt;b&gt; & 01"
    assert list(folder.iterdir()) == []


def test_a_folder_in_one_that_others_may_write_to(folder: Path) -> None:
    folder.parent.chmod(0o777)
    cache_folder.cache_clear()
    assert cache_folder() is None


def test_a_full_disk_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert rendered() == "&lt;b&gt; & 01"
    assert list(folder.iterdir()) == []


def test_a_folder_that_leads_elsewhere(folder: Path, tmp_path: Path) -> None:
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "elsewhere")
    cache_folder.cache_clear()
    assert cache_folder() is None


def test_where_nothing_is_to_be_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered() == "&lt;b&gt; & 01"
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_gone(folder: Path) -> None:
    folder.rmdir()
    assert rendered() == "&lt;b&gt; & 01"
