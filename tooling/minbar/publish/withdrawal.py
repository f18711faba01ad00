"""Taking a text back: what is written into its file, and the correction that says so.

The correction names the address and the reason, never the words that were withdrawn: it must not
spread them once more.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from minbar.calendar.scope import subject_of
from minbar.content.documents import parse_document
from minbar.edition.gate import PREVIEW, Terms
from minbar.model.addresses import document_address
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.kinds import KINDS
from minbar.strings import Strings

PRESS = "press"
_OPENING = re.compile(r"\A\ufeff?---[ \t]*(\r?\n)")
_EARLIER = re.compile(r"^withdrawn[ \t]*:.*\r?\n", re.MULTILINE)
_COMMA = re.compile("[,،]")


class Correction(Struct, frozen=True):
    """A file to be written."""

    path: str
    text: str


def is_public(document: Document, campaign: Campaign, at: datetime) -> bool:
    """Tell whether readers have seen it, or could have."""
    facts = document.facts
    terms = Terms(
        document.kind,
        document.slug,
        document.desk.status == "draft",
        facts.publish.timestamp() if facts.publish else None,
        None,
        None,
        subject_of(facts, campaign.territory),
    )
    return PREVIEW.state(terms, at.timestamp()) == "live"


def mark_withdrawn(text: str, instant: str) -> str:
    """Write into a source file from when on it is shown nowhere, also where it said a later instant; all else stays."""
    opening = _OPENING.match(text)
    end = text.find("\n---", opening.end() - 1) if opening else -1
    if end > 0:
        text = _EARLIER.sub("", text[: end + 1]) + text[end + 1 :]
    return _OPENING.sub(lambda found: f"{found[0]}withdrawn: {instant}{found[1]}", text, count=1)


def write_corrections(
    campaign: Campaign,
    document: Document,
    reasons: Mapping[str, str],
    channels: Mapping[str, list[str]],
    words: Mapping[str, Strings],
    at: datetime,
    is_free: Callable[[str], bool],
) -> Iterator[Correction]:
    """Yield a press release in each language that there is a reason in, the source language first.

    Args:
        campaign: everything.
        document: what is withdrawn.
        reasons: language to reason.
        channels: language to the ids of the channels that it had been offered for.
        words: every language's strings.
        at: when it is withdrawn.
        is_free: tells whether a slug of a press release is not taken.
    """
    slug = _free_slug(f"correction-{document.slug}", is_free)
    digest = ""
    for language in campaign.settings.language_codes:
        if language not in reasons:
            continue
        said = words[language]
        header = {
            "title": said("correction_title", date=said.short_day(at)),
            "summary": said("correction_summary", address=_address(campaign, document, language)),
            "place": _place(campaign, language),
        }
        facts = _facts(campaign, document, at) if not digest else {"translates": digest}
        text = _file(facts | header, _body(reasons[language], channels.get(language, []), said))
        path = f"content/{PRESS}/{slug}.{language}.md"
        if not digest:
            digest = _digest(text, path, language, at)
        yield Correction(path, text)


def _facts(campaign: Campaign, document: Document, at: datetime) -> dict[str, str]:
    place: str = getattr(document.facts, "territory", None) or ""
    facts = {"publish": at.isoformat(timespec="seconds")}
    return facts | ({"territory": place} if place in campaign.territory else {})


def _address(campaign: Campaign, document: Document, language: str) -> str:
    return campaign.settings.site.url + document_address(document.kind, document.slug, language)


def _place(campaign: Campaign, language: str) -> str:
    """The place of the imprint, which answers for it."""
    address = campaign.settings.imprint.address
    return _COMMA.split(address.get(language) or next(iter(address.values())))[0].strip()


def _body(reason: str, channels: list[str], words: Strings) -> str:
    parts = [words("correction_reason", reason=reason)]
    if channels:
        names = words.series([words(f"channel_{channel}") for channel in channels])
        parts.append(words("correction_channels", channels=names))
    return "\n\n".join(parts)


def _file(header: Mapping[str, str], body: str) -> str:
    lines = [f"{key}: {_quoted(value)}" for key, value in header.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])


def _quoted(value: str) -> str:
    """A double-quoted scalar of YAML."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _digest(text: str, path: str, language: str, at: datetime) -> str:
    zone = at.tzinfo
    assert isinstance(zone, ZoneInfo)
    parsed, findings = parse_document(text, path, KINDS[PRESS], language, zone, is_source=True)
    assert parsed is not None, findings
    return parsed.version.digest


def _free_slug(wanted: str, is_free: Callable[[str], bool]) -> str:
    slug, number = wanted, 1
    while not is_free(slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug
