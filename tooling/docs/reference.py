"""Writes reference.md from the commands and the rules themselves: `make docs`."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
from minbar.cli.boundary import command
from minbar.model import rules
from minbar.model.finding import Rule
from minbar.rulebook.page import read_page

TARGET = Path(__file__).with_name("reference.md")
HEAD = """\
# Reference

Written by `make docs` from the commands and the rules; do not edit it.

Exit codes: 0 clear, 1 findings, 2 usage or environment, 3 a fault of Minbar's own.
"""


def render_reference() -> str:
    """Give the whole page."""
    return "\n".join([HEAD, "## Commands\n", *_commands(), "## Rules\n", *_rules()]).rstrip() + "\n"


def _commands() -> Iterator[str]:
    root = command.make_context("minbar", [], resilient_parsing=True, terminal_width=100)
    yield _help("minbar", root)
    for each, context in _walk(root):
        yield _help(each, context)


def _walk(parent: click.Context) -> Iterator[tuple[str, click.Context]]:
    """Yield every command below one, with its name as it is typed, in the order of the alphabet."""
    assert isinstance(parent.command, click.Group)
    for name in sorted(parent.command.list_commands(parent)):
        each = parent.command.get_command(parent, name)
        assert each
        context = click.Context(each, parent=parent, info_name=name, terminal_width=100)
        yield context.command_path, context
        if isinstance(each, click.Group):
            yield from _walk(context)


def _help(name: str, context: click.Context) -> str:
    return f"### {name}\n\n```text\n{context.get_help()}\n```\n"


def _rules() -> Iterator[str]:
    """Yield the rules by family; the module's own docstring says what a family is about."""
    families = dict(
        re.findall(r"\b([A-Z]{2}): ([^.]+)\.", (rules.__doc__ or "").replace("\n", " "))
    )
    found = sorted(
        (rule for rule in vars(rules).values() if isinstance(rule, Rule)),
        key=lambda rule: rule.code,
    )
    yield "An error stops the build; a warning does not. Under each rule stands how it is done right.\n"
    family = ""
    for rule in found:
        if rule.code[:2] != family:
            family = rule.code[:2]
            yield f"### {family}: {families.get(family, 'other')}\n"
        page = read_page(rule.code, "en")
        said = f"{page.what} **Why.** {page.why}"
        yield f"#### {rule.code} {rule.slug}\n\n{rule.severity}. {said}\n\n```text\n{rule.example}\n```\n"


if __name__ == "__main__":
    TARGET.write_text(render_reference(), encoding="utf-8")
    click.echo(f"Wrote {TARGET}.")
