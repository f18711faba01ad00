"""minbar check: what is wrong, where, and how it is done right."""

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minbar.build.check.remembered import (
    Listing,
    Told,
    is_remembered,
    list_content,
    list_content_while,
    remembered,
)
from minbar.build.fingerprint import now
from minbar.cli.show import counted, print_findings, step
from minbar.model.finding import Finding, blocks
from minbar.model.spelling import did_you_mean
from minbar.model.visible import visible

if TYPE_CHECKING:
    from minbar.build.check.facts import Kept

CONTENT = "content"
CHECKING = "minbar.build.check.resumed"
DRAWN_ON = ("templates/", "mkdocs.yml", "pyproject.toml")
"""What a check depends on besides."""


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "github", "json", "sarif", "junit"]),
    default="text",
    help="How to print.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--staged", is_flag=True, help="Take the files that the next commit changes as PATHS."
)
@click.option("--fix", is_flag=True, help="Mend typography and the order of fields first.")
@click.option("--diff", is_flag=True, help="Show what --fix would write, and write nothing.")
@click.option("--online", is_flag=True, help="Ask too whether links out of the campaign are alive.")
@click.option("--waivers", is_flag=True, help="List the rules set aside in documents.")
@click.option("--coverage", is_flag=True, help="Show how many texts speak to whom.")
@click.pass_obj
def check_command(
    root: Path,
    paths: tuple[Path, ...],
    style: str,
    as_json: bool,
    strict: bool,
    staged: bool,
    fix: bool,
    diff: bool,
    online: bool,
    waivers: bool,
    coverage: bool,
) -> int:
    """Check the campaign: every file is read, every fault is shown.

    With PATHS, only what concerns those files is shown, in other files too: the translation that
    is older than its source, the second candidate of a position. A file that all others depend on,
    as campaign.yml, concerns them all. With --staged, files that the commit deletes are among them;
    where nothing of the campaign is staged, everything is shown.

    Without --online nothing is asked of any network. With it, links out of the campaign are: a few
    hosts at a time, for five minutes at most, and only public ones; those that are dead are told.
    """
    style = "json" if as_json else style
    if staged and paths:
        raise click.UsageError("--staged takes what git has staged: leave PATHS or --staged out")
    is_check = not (waivers or coverage)
    loads = is_check and not (fix or diff) and (staged or paths or not is_remembered(root))
    listing, last = _list_and_load(root) if loads else (list_content(root), None)
    only = _staged(root) if staged else _chosen(root, paths, listing)
    if waivers or coverage:
        return _list(root, "waivers" if waivers else "coverage", style)
    if fix or diff:
        ended = _mend(root, only, style, diff=diff)
        if ended is not None:
            return ended
        listing, last = list_content(root), None
    with step("Checking"):
        told = remembered(root, listing, now(), lambda: _check(root, listing, last))
    found = told.findings + (_online(root, only) if online else [])
    shown = [finding for finding in found if only is None or _concerns(finding, only)]
    print_findings(shown, root, style)
    errors = sum(finding.severity == "error" for finding in shown)
    if style == "text":
        what = counted(told.documents, "document") if only is None else counted(len(only), "file")
        fixable = any(finding.code.startswith("TY") for finding in shown)
        click.echo(_summary(what, errors, len(shown) - errors, fixable=fixable))
    return 1 if blocks(shown) or (strict and shown) else 0


def _list_and_load(root: Path) -> tuple[Listing, "Kept"]:
    """List the files; load the rules and what the last check left meanwhile."""
    return list_content_while(root, lambda: import_module(CHECKING).read_kept(root))


def _check(root: Path, listing: Listing, last: "Kept | None") -> Told:
    """Check; most checks are told again, and do not load the rules."""
    check_listed = import_module(CHECKING).check_listed
    told: Told = check_listed(root, listing, keep=listing.is_large, last=last)
    return told


def _list(root: Path, what: str, style: str) -> int:
    from minbar.cli.listing import show_listing

    return show_listing(root, what, style)


def _online(root: Path, only: frozenset[str] | None) -> list[Finding]:
    from minbar.cli.online import check_online  # what speaks to a network; no other check loads it

    return check_online(root, only)


def _mend(root: Path, only: frozenset[str] | None, style: str, *, diff: bool) -> int | None:
    """Mend, or show what would be mended; gives the exit code where that is all."""
    from minbar.cli.mending import describe, mend, show_diff

    made = mend(root, only, write=not diff)
    if diff:
        return show_diff(made, style)
    if style == "text":
        click.echo(describe(made))
    return None


def _staged(root: Path) -> frozenset[str] | None:
    """The files that the next commit changes; None where one concerns all, and where there is none."""
    from minbar.content.history import read_staged

    changed = read_staged(root)
    of_campaign = [path for path in changed if path.startswith(f"{CONTENT}/")]
    if not of_campaign or any(path.count("/") == 1 for path in of_campaign):
        return None
    return None if any(path.startswith(DRAWN_ON) for path in changed) else frozenset(of_campaign)


def _chosen(root: Path, paths: tuple[Path, ...], listing: Listing) -> frozenset[str] | None:
    """The files that are asked for; None for all of the campaign.

    Raises:
        click.BadParameter: a path is not there, or is no part of content/.
    """
    if not paths:
        return None
    known = sorted({*listing.stamps, *(finding.path for finding in listing.refused)})
    chosen: set[str] = set()
    for path in paths:
        name = _inside(root, path, known)
        if name in {".", CONTENT}:
            return None
        under = [file for file in known if file == name or file.startswith(f"{name}/")]
        if any(file.count("/") == 1 for file in under):
            return None
        chosen.update(under)
    return frozenset(chosen)


def _inside(root: Path, path: Path, known: list[str]) -> str:
    """A path as findings name it; paths on the command line are relative to where one stands."""
    for base in (Path.cwd(), root):
        full = Path(os.path.normpath(base / path))
        full = full.parent.resolve() / full.name  # a link itself is a finding: it is not followed
        if full.is_relative_to(root) and os.path.lexists(full):
            name = full.relative_to(root).as_posix()
            if name == "." or full.is_relative_to(root / CONTENT):
                return name
            raise click.BadParameter(f"{visible(name)} is not in content/: only texts are checked")
    hint = did_you_mean(path.as_posix(), known)
    raise click.BadParameter(visible(f"there is no {path.as_posix()} in this campaign; {hint}"))


def _concerns(finding: Finding, only: frozenset[str]) -> bool:
    return not only.isdisjoint((finding.path, *finding.related))


def _summary(what: str, errors: int, warnings: int, *, fixable: bool) -> str:
    if not errors and not warnings:
        return f"{what} checked, nothing to mend. Next: minbar build"
    found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    mends = " (minbar check --fix mends typography)" if fixable else ""
    return f"{what} checked: {found}. Mend them{mends}, then: minbar check"
