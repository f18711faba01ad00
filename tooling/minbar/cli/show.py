"""How findings and progress look on a screen, in a workflow and to a machine."""

import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import click
import msgspec

from minbar.model.finding import Finding


def print_json(value: object) -> None:
    """Print one JSON document on standard output."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))


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
    """Print findings in one of the styles text, github and json."""
    if style == "json":
        print_json(findings)
        return
    for finding in findings:
        click.echo(_github(finding) if style == "github" else _text(finding, root))


def _text(finding: Finding, root: Path) -> str:
    colour = "red" if finding.severity == "error" else "yellow"
    head = click.style(f"{finding.path}:{finding.line}:{finding.column}", bold=True)
    code = click.style(f"{finding.code} {finding.slug}", fg=colour)
    lines = [f"{head}: {code}", f"  {finding.message}", *_excerpt(finding, root)]
    if finding.example:
        lines.append(f"  right: {finding.example}".replace("\n", "\n         "))
    return "\n".join(lines) + "\n"


def _excerpt(finding: Finding, root: Path) -> list[str]:
    """The line itself, its number before it; invisible signs are shown by their code."""
    try:
        text = (
            (root / finding.path).read_text(encoding="utf-8-sig").replace("\r\n", "\n").split("\n")
        )
        line = text[finding.line - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return []
    shown = "".join(_visible(letter) for letter in line[:160])
    return [f"  {finding.line:>4} | {shown}"] if shown.strip() else []


def _visible(letter: str) -> str:
    if letter != "\t" and unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"}:
        return f"<U+{ord(letter):04X}>"
    return letter


def _github(finding: Finding) -> str:
    """A workflow command, its values escaped so that a text cannot forge another one."""
    level = "error" if finding.severity == "error" else "warning"
    message = _escape(
        f"{finding.message} (right: {finding.example})" if finding.example else finding.message
    )
    place = f"file={_property(finding.path)},line={finding.line},col={finding.column}"
    return f"::{level} {place},title={_property(f'{finding.code} {finding.slug}')}::{message}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
