"""A kit to a zip: a text file a post, one CSV, one JSON with its schema, a word of welcome, a manifest."""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from minbar.channels import CHANNELS
from minbar.edition import Edition, Published
from minbar.kit import Kit, Kits
from minbar.model.addresses import pack_address
from minbar.packs.archive import pack_files
from minbar.snippets import Snippet
from minbar.strings import Strings

SUMS = "SHA256SUMS"
"""The manifest: what every other file of the pack must be, to the byte."""

FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""What makes a cell a formula, the wide forms included; spaces before it do not count."""


class PostRecord(Struct, frozen=True):
    """One text to paste: a part of a thread, or the whole."""

    message: str
    language: str
    channel: str
    part: int
    parts: int
    title: str
    text: str
    length: int
    limit: int
    unit: str


COLUMNS = PostRecord.__struct_fields__


class Pack(Struct, frozen=True):
    """What posts.json holds."""

    pack: str
    language: str
    channel: str
    territory: str
    posts: tuple[PostRecord, ...]


def render_packs(
    edition: Edition, kits: Kits, words: dict[str, Strings]
) -> Iterator[tuple[str, bytes]]:
    """Yield (path on the site, zip) of each kit."""
    for kit in kits.all:
        yield pack_address(kit.name), render_pack(edition, kit, words[kit.language])


def render_pack(edition: Edition, kit: Kit, words: Strings) -> bytes:
    """Make one zip."""
    records = [
        record for document, snippets in kit.posts for record in _records(document, snippets)
    ]
    pack = Pack(kit.name, kit.language, kit.channel, kit.territory, tuple(records))
    files = {
        "README.txt": _welcome(edition, kit, words).encode(),
        "posts.csv": _table(records).encode(),
        "posts.json": _pretty(pack),
        "posts.schema.json": _schema(),
    }
    for document, snippets in kit.posts:
        for snippet in snippets:
            files[f"{snippet.channel}/{document.slug}.txt"] = _paste(snippet).encode()
    files[SUMS] = sum_files(files).encode()
    return pack_files(files)


def sum_files(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of files by name, as `sha256sum --check` reads them."""
    return "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())
    )


def _records(document: Published, snippets: tuple[Snippet, ...]) -> Iterator[PostRecord]:
    for snippet in snippets:
        for number, (text, measure) in enumerate(
            zip(snippet.parts, snippet.measures, strict=True), start=1
        ):
            yield PostRecord(
                document.slug,
                snippet.language,
                snippet.channel,
                number,
                len(snippet.parts),
                snippet.title,
                text,
                measure.length,
                measure.limit,
                measure.unit,
            )


def _paste(snippet: Snippet) -> str:
    title = [snippet.title] if snippet.title else []
    return "\n\n".join([*title, *snippet.parts]) + "\n"


def _table(records: list[PostRecord]) -> str:
    """CSV with a byte order mark, so that spreadsheets read Arabic as UTF-8."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_inert, astuple(record)) for record in records)
    return "\ufeff" + table.getvalue()


def _inert(cell: str | int) -> str | int:
    """Keep a spreadsheet from taking a text for a formula."""
    return (
        f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(FORMULA_STARTS) else cell
    )


def _welcome(edition: Edition, kit: Kit, words: Strings) -> str:
    party = edition.settings.party.name[kit.language]
    what = (
        CHANNELS[kit.channel].name
        if kit.channel
        else edition.territory[kit.territory].names[kit.language]
    )
    notice = [words("demonstration_banner")] if edition.settings.demonstration else []
    notice += [words("team_banner")] if edition.audience == "team" else []
    return (
        "\n\n".join([f"{party}\n{what}", words("kit_how"), *notice, edition.settings.site.url])
        + "\n"
    )


@cache
def _schema() -> bytes:
    return _pretty(msgspec.json.schema(Pack))


def _pretty(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
