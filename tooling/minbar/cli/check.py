"""minbar check: what is wrong, where, and how it is done right."""

from pathlib import Path

import click

from minbar.build.checking import check_folder
from minbar.cli.show import print_findings, step
from minbar.model.finding import Finding, blocks


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="How to print.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.pass_obj
def check_command(
    root: Path, paths: tuple[Path, ...], style: str, as_json: bool, strict: bool
) -> int:
    """Check the campaign: every file is read, every fault is shown.

    With PATHS, only what concerns those files is shown; everything is still read, so that what
    they refer to is known.
    """
    only = frozenset(_inside(root, path) for path in paths) if paths else None
    with step("Checking"):
        campaign, findings = check_folder(root, only)
    shown = [finding for finding in findings if only is None or _concerns(finding, only)]
    print_findings(shown, root, "json" if as_json else style)
    errors = sum(finding.severity == "error" for finding in shown)
    if style == "text" and not as_json:
        documents = len(campaign.documents) if campaign else 0
        click.echo(_summary(documents, errors, len(shown) - errors))
    return 1 if blocks(shown) or (strict and shown) else 0


def _inside(root: Path, path: Path) -> str:
    """A path as findings name it; paths on the command line are relative to where one stands."""
    for base in (Path.cwd(), root):
        full = (base / path).absolute()
        if full.is_relative_to(root) and full.exists():
            return full.relative_to(root).as_posix()
    return path.as_posix()


def _concerns(finding: Finding, only: frozenset[str]) -> bool:
    return finding.path in only or any(finding.path.startswith(f"{path}/") for path in only)


def _summary(documents: int, errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return f"{documents} documents checked, nothing to mend. Next: minbar build"
    return f"{documents} documents checked: {errors} errors, {warnings} warnings. Mend them, then: minbar check"
