"""minbar withdraw: take a text back, and say so."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from minbar.build.check.folder import distinct
from minbar.build.instant import read_instant
from minbar.cli.show import print_findings, print_json
from minbar.content.campaign import read_campaign
from minbar.content.zones import read_zone
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.kinds import KINDS
from minbar.model.kinds.message import MessageText
from minbar.model.spelling import did_you_mean
from minbar.publish.withdrawal import is_public, mark_withdrawn, write_corrections
from minbar.snippets.posts import fit_message
from minbar.strings import Strings, read_strings
from minbar.templates import read_sources, template_roots
from minbar.templates.environment import snippet_environment


@click.command("withdraw")
@click.argument("name", metavar="ID")
@click.option(
    "--reason", required=True, help="Why, in the campaign's first language; it is published."
)
@click.option(
    "--reason-in",
    "others",
    type=(str, str),
    multiple=True,
    metavar="LANGUAGE TEXT",
    help="The same in another language, as in: --reason-in fr 'Le chiffre était faux.'",
)
@click.option("--at", help="From when on, as in 2027-08-26T09:00; now by default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def withdraw_command(
    root: Path,
    name: str,
    reason: str,
    others: tuple[tuple[str, str], ...],
    at: str | None,
    as_json: bool,
) -> int:
    """Take a text out of site and packs, and write a correction that says so.

    ID is a slug, or kind/slug. Nothing changes for readers before this is approved and published.
    """
    campaign, findings = read_campaign(root)
    if campaign is None:
        print_findings(distinct(findings), root, "json" if as_json else "text")
        return 1
    document = _find(campaign, name)
    settings = campaign.settings
    reasons = {settings.source_language: reason.strip()} | {
        code: text.strip() for code, text in others
    }
    _refuse(settings.language_codes, reasons)
    zone = read_zone(settings.timezone)
    instant = read_instant(at, settings.timezone).astimezone(zone)
    channels = dict(_channels(root, campaign, document))
    written = []
    known = document.facts.withdrawn
    if known is None or known > instant:  # a later date does not keep it up
        known = None
        written.append(_mark(root, document, instant))
        if is_public(document, campaign, instant):
            words = _words(root, campaign)
            for made in write_corrections(
                campaign,
                document,
                reasons,
                channels,
                words,
                instant,
                lambda slug: _is_free(root, slug),
            ):
                file = root / made.path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(made.text, encoding="utf-8", newline="\n")
                written.append(made.path)
    offered = sorted({channel for found in channels.values() for channel in found})
    if as_json:
        print_json(
            {
                "id": f"{document.kind}/{document.slug}",
                "withdrawn": (known or instant).isoformat(),
                "channels": offered,
                "written": written,
            }
        )
    else:
        click.echo("\n".join(_told(document, written, offered)))
    return 0


def _find(campaign: Campaign, name: str) -> Document:
    """The document of a name, a message where several kinds have it."""
    kind, _, slug = name.rpartition("/")
    public = [item for item in campaign.documents if not KINDS[item.kind].internal]
    found = [item for item in public if item.slug == slug and kind in {"", item.kind}]
    if len(found) > 1:
        found = [item for item in found if item.kind == "messages"] or found
    if len(found) == 1:
        return found[0]
    if found:
        named = ", ".join(f"{item.kind}/{item.slug}" for item in found)
        raise click.BadParameter(f"there are several: {named}", param_hint="ID")
    known = [item.slug for item in public if kind in {"", item.kind}]
    raise click.BadParameter(f"there is no «{name}»; {did_you_mean(slug, known)}", param_hint="ID")


def _refuse(languages: tuple[str, ...], reasons: dict[str, str]) -> None:
    for code, text in reasons.items():
        if code not in languages:
            raise click.BadParameter(
                f"«{code}» is no language of this campaign: {', '.join(languages)}"
            )
        if not text or "\n" in text:
            raise click.BadParameter("a reason is one line: --reason 'الرقم غير صحيح.'")


def _channels(
    root: Path, campaign: Campaign, document: Document
) -> Iterator[tuple[str, list[str]]]:
    """In which language for which channels it had been offered."""
    if document.kind != "messages":
        return
    environment = snippet_environment(read_sources(template_roots(root)))
    words = _words(root, campaign)
    for code, version in document.versions.items():
        text = version.text
        assert isinstance(text, MessageText)
        fits = fit_message(
            campaign.settings,
            document.facts,
            text,
            version.body,
            document.slug,
            code,
            words[code].direction,
            environment,
        )
        yield code, list(dict.fromkeys(item.channel for item in fits.snippets))


def _words(root: Path, campaign: Campaign) -> dict[str, Strings]:
    zone, roots = read_zone(campaign.settings.timezone), template_roots(root)
    return {
        language.code: read_strings(roots, language.code, language.locale, zone)
        for language in campaign.settings.languages
    }


def _mark(root: Path, document: Document, instant: datetime) -> str:
    path = document.source.path
    file = root / path
    text = file.read_bytes().decode("utf-8")
    file.write_bytes(mark_withdrawn(text, instant.isoformat(timespec="seconds")).encode())
    return path


def _is_free(root: Path, slug: str) -> bool:
    return not list((root / "content/press").rglob(f"{slug}.*.md"))


def _told(document: Document, written: list[str], channels: list[str]) -> Iterator[str]:
    name = f"{document.kind}/{document.slug}"
    if not written:
        yield f"{name} is withdrawn already, from {document.facts.withdrawn} on."
        return
    yield f"{name} is withdrawn. Written:"
    yield from (f"  {path}" for path in written)
    if channels:
        yield f"It had been offered for {', '.join(channels)}: delete it where it was posted."
    if len(written) == 1:
        yield "Nobody outside has seen it, so there is nothing to correct."
    yield "Next: read this, commit it and have it approved; then  minbar publish"
