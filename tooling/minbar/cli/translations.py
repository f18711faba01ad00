"""minbar translations: what is missing or outdated, and saying that a translation is up to date."""

import re
from pathlib import Path

import click

from minbar.build.check.folder import distinct
from minbar.cli.show import print_findings, print_json
from minbar.content.campaign import read_campaign
from minbar.model.document import Document, Version
from minbar.model.finding import blocks
from minbar.model.kinds import KINDS

_TRANSLATES = re.compile(r"^translates:[^\r\n]*", re.MULTILINE)
_LIKE_A_NUMBER = re.compile(r"[0-9]+(e[0-9]+)?\Z")
"""A digest that other programs would read as a number needs quotes."""


@click.command("translations")
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Say that this file (or all in this folder) translates its source as it is now.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def translations_command(root: Path, accepted: tuple[Path, ...], as_json: bool) -> int:
    """List translations that are missing or outdated."""
    campaign, findings = read_campaign(root)
    if campaign is None or blocks(findings):
        print_findings(distinct(findings), root, "json" if as_json else "text")
        return 1
    wanted = [_there(root, path) for path in accepted]
    rows: list[dict[str, str]] = []
    written = 0
    for document in campaign.documents:
        if KINDS[document.kind].internal:
            continue
        for code in campaign.settings.language_codes:
            state = _state(document, code)
            if state == "outdated" and _chosen(root / document.versions[code].path, wanted):
                _stamp(root, document.versions[code], document.source.digest)
                written += 1
            elif state:
                rows.append(
                    {"kind": document.kind, "slug": document.slug, "language": code, "state": state}
                )
    if as_json:
        print_json({"translations": rows, "accepted": written})
    else:
        for row in rows:
            click.echo(f"{row['state']:9} content/{row['kind']}/{row['slug']}.{row['language']}.md")
        click.echo(
            f"{written} accepted, {len(rows)} to do."
            + (" Next: minbar translations --accept FILE" if rows else "")
        )
    return 0


def _state(document: Document, code: str) -> str:
    if code not in document.versions:
        return "missing"
    return "outdated" if document.is_outdated(code) else ""


def _there(root: Path, path: Path) -> Path:
    """A path of the command line: relative to where one stands, or else to the campaign."""
    for base in (Path.cwd(), root):
        if (base / path).exists():
            return (base / path).resolve()
    raise click.BadParameter(f"there is no {path}; minbar translations lists the files")


def _chosen(path: Path, wanted: list[Path]) -> bool:
    return any(path.resolve() == item or path.resolve().is_relative_to(item) for item in wanted)


def _stamp(root: Path, version: Version, digest: str) -> None:
    """Write the digest into the header, where it is or as its first line."""
    path = root / version.path
    text = path.read_bytes().decode("utf-8")
    line = f'translates: "{digest}"' if _LIKE_A_NUMBER.match(digest) else f"translates: {digest}"
    head, rest = text.split("\n---", 1)
    if _TRANSLATES.search(head):
        head = _TRANSLATES.sub(line, head)
    else:
        fence, fields = head.split("\n", 1)
        end = "\r\n" if fence.endswith("\r") else "\n"
        head = f"{fence}\n{line}{end}{fields}"
    path.write_bytes(f"{head}\n---{rest}".encode())
