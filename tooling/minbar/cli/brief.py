"""minbar brief: what a reviewer has to know of a change, in one comment."""

from pathlib import Path

import click

from minbar.brief.read import brief_folder, read_brief
from minbar.brief.render import LIMIT_BYTES, Comment
from minbar.brief.told import Brief
from minbar.build.lock import one_at_a_time
from minbar.cli.show import print_json, step
from minbar.content.zones import read_zone
from minbar.model.campaign import Campaign
from minbar.model.setup import SetupError
from minbar.strings import read_strings
from minbar.templates import template_roots


@click.command("brief")
@click.option("--base", required=True, help="The commit that the change is to be merged into.")
@click.option("--head", default="HEAD", help="The change; HEAD by default.")
@click.option("--at", help="The instant to tell from, as in 2027-08-26T09:00; now by default.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the comment here, and say on the terminal only that it was made.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def brief_command(
    root: Path, base: str, head: str, at: str | None, out: Path | None, as_json: bool
) -> int:
    """Tell a reviewer what a change is: texts, words that changed, findings, who approves, when it goes public.

    Both commits are read from git, whatever lies in the folder. The comment is Markdown of 64,000
    bytes at most, in the campaign's first language.
    """
    with one_at_a_time(root, _say), step("Reading the change"):
        brief, campaign = read_brief(root, base, head, at)
        text = _comment(root, campaign).render(brief)
    if out:
        out.write_text(text, encoding="utf-8", newline="\n")
    if as_json:
        print_json(_record(brief, text, out))
    elif out:
        size = len(text.encode())
        click.echo(
            f"Wrote {out}: {len(brief.items)} documents and {len(brief.others)} other files of "
            f"{brief.head[:12]}, {size} of {LIMIT_BYTES} bytes. Next: post it to the pull request, for whom it names."
        )
    else:
        click.echo(text, nl=False)
    return 0


def _comment(root: Path, known: Campaign | None) -> Comment:
    """What renders briefs.

    Raises:
        SetupError: there is no campaign, and so no language to write in.
    """
    if known is None:
        raise SetupError(
            "neither the change nor what it starts from is a campaign that can be read; right: minbar check"
        )
    settings = known.settings
    zone = read_zone(settings.timezone)
    roots = template_roots(brief_folder(root))
    words = {
        language.code: read_strings(roots, language.code, language.locale, zone)
        for language in settings.languages
    }
    return Comment(words, settings.source_language, known.team)


def _record(brief: Brief, text: str, out: Path | None) -> dict[str, object]:
    return {
        "base": brief.base,
        "head": brief.head,
        "documents": [
            {
                "kind": item.kind,
                "slug": item.slug,
                "change": item.change,
                "state": item.showing.state,
                "public_at": item.showing.at.isoformat() if item.showing.at else None,
                "held": [
                    {"window": one.mark, "until": one.end.isoformat()} for one in item.showing.held
                ],
                "approvers": [
                    {"path": ask.path, "people": ask.people, "approvals": ask.approvals}
                    for ask in item.asks
                ],
            }
            for item in brief.items
        ],
        "others": brief.others,
        "findings": brief.findings,
        "bytes": len(text.encode()),
        "file": str(out) if out else None,
        "markdown": text,
    }


def _say(text: str) -> None:
    click.echo(f"minbar: {text}", err=True)
