"""Pagefind is run for each language, keeps what the search page needs, and says why when it cannot."""

import sys
from binascii import b2a_base64
from pathlib import Path

import pytest
from minbar.build import pagefind
from minbar.build.pagefind import index_texts
from minbar.model.setup import SetupError
from processes import ends

PAGE = b'<!doctype html><html lang="%s"><head><title>t</title></head><body><h1>%s</h1><p>%s</p></body></html>'
PAGES = {
    "ar": [("ar/messages/night.html", PAGE % (b"ar", "ليل".encode(), "مستوصف مفتوح".encode()))],
    "fr": [
        ("fr/messages/night.html", PAGE % (b"fr", b"Nuit", "centre de santé".encode())),
        ("fr/handbook/door.html", PAGE % (b"fr", b"Porte", b"frapper")),
    ],
    "zgh": [("zgh/messages/night.html", PAGE % (b"zgh", "ⵉⴹ".encode(), "ⵜⴰⴷⵓⵙⵉ".encode()))],
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(index_texts(PAGES))


def test_each_language_has_an_index_of_its_own(files: dict[str, bytes]) -> None:
    for language, pages in PAGES.items():
        own = [name for name in files if name.startswith(f"search/{language}/")]
        assert f"search/{language}/pagefind.js" in own
        assert f"search/{language}/pagefind-entry.json" in own
        assert sum("/fragment/" in name for name in own) == len(pages)
        assert any("/index/" in name for name in own)
        assert f'"{language}"'.encode() in files[f"search/{language}/pagefind-entry.json"]


def test_a_language_gets_the_one_program_that_it_needs(files: dict[str, bytes]) -> None:
    assert {name for name in files if "wasm" in name} == {
        "search/ar/wasm.ar.pagefind",
        "search/fr/wasm.fr.pagefind",
        "search/zgh/wasm.unknown.pagefind",
    }


def test_what_nobody_asks_for_stays_away(files: dict[str, bytes]) -> None:
    left = [name for name in files if "ui" in name.split("/")[2] or name.endswith((".css", ".map"))]

    assert left == []
    assert not any("worker" in name or "highlight" in name for name in files)


def test_the_same_pages_give_the_same_bytes(files: dict[str, bytes]) -> None:
    assert dict(index_texts(PAGES)) == files


def test_a_language_without_texts_has_no_index() -> None:
    assert list(index_texts({"ar": []})) == []


def test_without_pagefind_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)

    with pytest.raises(SetupError, match="pip install pagefind-bin"):
        list(index_texts(PAGES))


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("#!/bin/sh\necho no room left\nexit 3\n", "exit code 3: no room left"),
        ("not a program\0", "does not start"),
    ],
)
def test_a_run_that_fails_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, says: str
) -> None:
    program = tmp_path / "pagefind"
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setattr(pagefind, "_find", lambda: str(program))

    with pytest.raises(SetupError, match=says):
        list(index_texts(PAGES))


def test_nothing_is_left_running_when_one_language_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    running = tmp_path / "running"
    scripts = [f"until [ $(cat {running} | wc -l) = 2 ]; do sleep 0.02; done; exit 3"]
    scripts += [f"echo $$ >> {running}; exec cat > /dev/null"] * 2
    programs = iter([_program(tmp_path / str(number), s) for number, s in enumerate(scripts)])
    monkeypatch.setattr(pagefind, "_find", lambda: next(programs))

    with pytest.raises(SetupError, match="exit code 3"):
        list(index_texts(PAGES))
    assert all(ends(int(process)) for process in running.read_text().split())


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ([b'{"payload": {"type": "Error", "message": "no such index"}}'] * 3, "no such index"),
        ([b'{"payload": {"type": "IndexedFile"}}'] * 3, "something else"),
        ([b'{"payload": {}}'] * 3, "not understood"),
        ([b"yes"] * 3, "not understood"),
    ],
)
def test_answers_that_are_no_index_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answers: list[bytes], says: str
) -> None:
    said = "".join(b2a_base64(one, newline=False).decode() + "," for one in answers)
    program = _program(tmp_path / "pagefind", f"printf '{said}'; exec cat > /dev/null")
    monkeypatch.setattr(pagefind, "_find", lambda: program)

    with pytest.raises(SetupError, match=says):
        list(index_texts({"ar": PAGES["ar"]}))


def test_a_folder_of_settings_for_pagefind_changes_nothing(
    files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pagefind.yml").write_text("logfile: log\nnothing: [\n")
    monkeypatch.chdir(tmp_path)

    assert dict(index_texts(PAGES)) == files


def _program(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)
