"""How findings and progress look on a screen, in a workflow and to a machine."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import click
import msgspec

from minbar.cli.caret import marked_lines
from minbar.content.files import LIMIT_TABLE_BYTES, read_text
from minbar.model import rules
from minbar.model.finding import Finding
from minbar.model.visible import visible, visible_lines

_WITHOUT_EXCERPT = {
    rule.code
    for rule in (
        rules.FILE_UNREADABLE,
        rules.FILE_TOO_LARGE,
        rules.PATH_REFUSED,
        rules.LINK_REFUSED,
        rules.PATHS_COLLIDE,
        rules.MEDIA_REFUSED,
        rules.LANGUAGE_UNKNOWN,
        rules.KIND_UNKNOWN,
    )
}
"""Findings on a path or on a whole file, not on what stands in a line of it."""


def print_json(value: object) -> None:
    """Print one JSON document on standard output."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))


def counted(number: int, noun: str, many: str = "") -> str:
    """A number with its noun: 1 file, 2 files; `many` where that is not the noun with an s."""
    return f"{number} {noun}" if number == 1 else f"{number} {many or f'{noun}s'}"


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done while it is done; silent where nobody watches."""
    watched = sys.stderr.isatty()
    start = perf_counter()
    if watched:
        click.echo(f"  {what}…", nl=False, err=True)
    yield
    if watched:
        click.echo(f"\r  {what}: {perf_counter() - start:.1f} s ", err=True)


def print_findings(findings: list[Finding], root: Path, style: str) -> None:
    """Print findings in one of the styles text, github, json, sarif and junit."""
    if style == "json":
        print_json(findings)
    elif style == "sarif":
        from minbar.cli.sarif import render_sarif  # the whole rulebook, which no other style reads

        print_json(render_sarif(findings))
    elif style == "junit":
        from minbar.cli.junit import render_junit

        click.echo(render_junit(findings))
    else:
        _print_each(findings, root, style)


def _print_each(findings: list[Finding], root: Path, style: str) -> None:
    for finding in findings:
        click.echo(_github(finding) if style == "github" else _text(finding, root))


def _text(finding: Finding, root: Path) -> str:
    colour = "red" if finding.severity == "error" else "yellow"
    head = click.style(f"{visible(finding.path)}:{finding.line}:{finding.column}", bold=True)
    code = click.style(f"{finding.code} {finding.slug}", fg=colour)
    said = _summary(finding)
    lines = [f"{head}: {code}", f"  {visible(finding.message)}", *_excerpt(finding, root)]
    if said:
        lines.insert(1, f"  {said}")
    if finding.example:
        lines.append("  right: " + visible_lines(finding.example).replace("\n", "\n         "))
    return "\n".join(lines) + "\n"


def _summary(finding: Finding) -> str:
    from minbar.rulebook.written import summary_of  # pages are YAML, and most runs find nothing

    return summary_of(finding.code, finding.path)


def _excerpt(finding: Finding, root: Path) -> list[str]:
    """The line itself, its number before it and its words marked; invisible signs are shown by their code."""
    if finding.code in _WITHOUT_EXCERPT or not _is_inside(root, finding.path):
        return []
    text, _ = read_text(root, finding.path, LIMIT_TABLE_BYTES)
    lines = text.split("\n") if text else []
    if finding.line > len(lines):
        return []
    line = lines[finding.line - 1]
    if not line.strip():
        return []
    length = len(finding.text) if line.startswith(finding.text, finding.column - 1) else 1
    first, *below = marked_lines(line, finding.column, length)
    return [f"  {finding.line:>4} | {visible(first)}", *(f"       | {carets}" for carets in below)]


def _is_inside(root: Path, path: str) -> bool:
    """Tell whether the path leads to a file of the campaign without a link on its way."""
    base = root.resolve()
    try:
        return (base / path).resolve() == base / path
    except (OSError, ValueError):
        return False


def _github(finding: Finding) -> str:
    """A workflow command, its values escaped so that a text cannot forge another one."""
    level = "error" if finding.severity == "error" else "warning"
    right = f" (right: {finding.example})" if finding.example else ""
    said = _summary(finding)
    message = _escape("\n".join(filter(None, (said, finding.message + right))))
    place = f"file={_property(finding.path)},line={finding.line},col={finding.column}"
    return f"::{level} {place},title={_property(f'{finding.code} {finding.slug}')}::{message}"


def _escape(text: str) -> str:
    encodable = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return encodable.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
