"""The guides: current, their links alive, their commands ones that exist."""

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import cast

import click
import pytest
from minbar.cli.boundary import Commands, command

ROOT = Path(__file__).parents[3]
PAGES = sorted(
    [
        *(ROOT / "tooling" / "docs").glob("*.md"),
        *(ROOT / "tooling" / "decisions").glob("*.md"),
        ROOT / "CHANGELOG.md",
        ROOT / "README.md",
    ]
)
LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def load_reference() -> ModuleType:
    path = ROOT / "tooling" / "docs" / "reference.py"
    spec = importlib.util.spec_from_file_location("reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def prose(page: Path) -> str:
    return FENCE.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """Headings as GitHub names them."""
    heads = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def commands(page: Path) -> Iterator[list[str]]:
    """Yield the words of each `minbar …` line in the shell blocks of a page."""
    for language, block in FENCE.findall(page.read_text("utf-8")):
        if language != "sh":
            continue
        for line in block.splitlines():
            for part in re.split(r"\s*(?:\||&&)\s*", line.split(" #", 1)[0]):
                words = shlex.split(part)
                if words and words[0].rsplit("/", 1)[-1] == "minbar":
                    yield words[1:]


def test_the_reference_has_every_command() -> None:
    written = load_reference().render_reference()
    for name in (*Commands.known, "territory find"):
        assert f"### minbar {name}\n" in written


def test_the_reference_is_current() -> None:
    reference = load_reference()
    written = reference.TARGET.read_text("utf-8")
    assert written == reference.render_reference(), "run: make docs"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    dead = []
    for match in LINK.finditer(prose(page)):
        address = match[1] or match[2]
        if re.match(r"[a-z]+:", address):
            continue
        name, _, anchor = address.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(address)
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_exist(page: Path) -> None:
    for words in commands(page):
        context = command.make_context("minbar", list(words), resilient_parsing=True)
        rest = [*context._protected_args, *context.args]
        while isinstance(context.command, click.Group) and rest:
            found = cast("click.Group", context.command).get_command(context, rest[0])
            assert found is not None, f"minbar {shlex.join(words)}"
            context = click.Context(found, parent=context, info_name=rest[0])
            rest = rest[1:]
        parser = context.command.make_parser(context)
        parser.parse_args(list(rest))


def test_every_guide_is_in_the_index() -> None:
    folder = ROOT / "tooling" / "docs"
    index = (folder / "README.md").read_text("utf-8")
    guides = {page.name for page in folder.glob("*.md")} - {"README.md"}
    assert {name for name in guides if f"]({name})" not in index} == set()
