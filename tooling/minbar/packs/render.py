"""A kit to a zip: a text file a post, one CSV, one JSON with its schema, a word of welcome, a manifest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from minbar.channels import CHANNELS
from minbar.edition import Edition, Published
from minbar.kit import Kit
from minbar.packs.archive import Pressed, pack_files, press
from minbar.snippets import Snippet
from minbar.strings import Strings

SUMS = "SHA256SUMS"
"""The manifest: what every other file of the pack must be, to the byte."""

FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""What makes a cell a formula, the wide forms included; spaces before it do not count."""


QUOTED_SIGNS = ',"\r\n'


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
    edition: Edition, kits: Iterable[Kit], words: dict[str, Strings]
) -> Iterator[tuple[str, bytes]]:
    """Yield (name, zip) of each kit."""
    pressed: dict[tuple[str, str, str], Pressed] = {}

    def give(snippet: Snippet) -> Pressed:
        """A post stands in the pack of its channel and in those of its places."""
        key = snippet.slug, snippet.language, snippet.channel
        if key not in pressed:
            pressed[key] = press_post(snippet)
        return pressed[key]

    for kit in kits:
        yield kit.name, render_pack(edition, kit, words[kit.language], give)


def press_post(snippet: Snippet) -> Pressed:
    """The text file of a post."""
    return press(_paste(snippet).encode())


def render_pack(
    edition: Edition, kit: Kit, words: Strings, give: Callable[[Snippet], Pressed]
) -> bytes:
    """Make one zip; `give` gives the text file of a post, as `press_post` does."""
    records = [
        record for document, snippets in kit.posts for record in _records(document, snippets)
    ]
    pack = Pack(kit.name, kit.language, kit.channel, kit.territory, tuple(records))
    files = {
        "README.txt": press(_welcome(edition, kit, words).encode()),
        "posts.csv": press(_table(records).encode()),
        "posts.json": press(_pretty(pack)),
        "posts.schema.json": _schema(),
    }
    for document, snippets in kit.posts:
        for snippet in snippets:
            files[f"{snippet.channel}/{document.slug}.txt"] = give(snippet)
    files[SUMS] = press(list_sums({name: file.sha256 for name, file in files.items()}).encode())
    return pack_files(files)


def list_sums(digests: Mapping[str, bytes]) -> str:
    """SHA-256 of files by name, as `sha256sum --check` reads them."""
    return "".join(f"{digest.hex()}  {name}\n" for name, digest in sorted(digests.items()))


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
    """CSV with a byte order mark, so that spreadsheets read Arabic as UTF-8.

    Source: RFC 4180, read 2026-11-29. The csv module writes the same bytes in three times the time.
    """
    return "\ufeff" + write_rows([COLUMNS, *map(astuple, records)])


def write_rows(rows: Iterable[Iterable[str | int]]) -> str:
    """Write rows of two cells or more, in which no spreadsheet finds a formula."""
    return "".join([",".join(map(_cell, row)) + "\r\n" for row in rows])


def _cell(value: str | int) -> str:
    """A cell: where it has signs of the table it stands in quotes."""
    if isinstance(value, int):
        return str(value)
    text = f"'{value}" if value.lstrip().startswith(FORMULA_STARTS) else value
    if any(map(text.__contains__, QUOTED_SIGNS)):
        return '"' + text.replace('"', '""') + '"'
    return text


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
def _schema() -> Pressed:
    return press(_pretty(msgspec.json.schema(Pack)))


def _pretty(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
