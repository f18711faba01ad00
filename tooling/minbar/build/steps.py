"""The steps of a build: functions of what they are given, which any process can do.

What they are given and what they give can be sent; where a step writes, it writes to a folder
that its job names.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from minbar.build.ground import Workshop
from minbar.checks import check_documents
from minbar.checks.channels import check_fits
from minbar.content.entry import UNSTAMPED, Entry, parse_entry
from minbar.content.files import read_data
from minbar.content.media import FOLDER as MEDIA
from minbar.content.tree import Stamp, blob_id
from minbar.model.addresses import media_address, pack_address
from minbar.model.document import Document
from minbar.model.finding import blocks
from minbar.model.kinds.message import MessageText
from minbar.packs.render import render_pack
from minbar.snippets.posts import Fits, fit_message
from minbar.store import Ref, Writer


class Source(Struct, frozen=True, array_like=True):
    """A file to be read; `blob` is what it was when it was last read, or empty."""

    path: str
    stamp: Stamp
    blob: bytes = b""


class Reading(Struct, frozen=True):
    """Files to read, and the segment that takes their records."""

    root: str
    sources: tuple[Source, ...]
    languages: tuple[str, ...]
    zone: str
    store: str
    segment: int


def read_sources(reading: Reading) -> list[Entry]:
    """Read files; an entry without a record says of a file only that it is as it was."""
    entries = []
    with Writer(Path(reading.store), reading.segment) as writer:
        for source in reading.sources:
            data, findings = read_data(Path(reading.root), source.path)
            if data is None:
                entries.append(Entry(source.path, UNSTAMPED, b"", findings=tuple(findings)))
            elif source.blob and blob_id(data) == source.blob:
                entries.append(Entry(source.path, source.stamp, source.blob))
            else:
                entries.append(
                    parse_entry(
                        data, source.path, source.stamp, reading.languages, reading.zone, writer
                    )
                )
    return entries


class Posted(Struct, frozen=True, array_like=True, gc=False):
    """What became of a message in one language: where its posts stand, and whether it has faults."""

    slug: str
    language: str
    source: bytes
    ref: Ref
    channels: tuple[str, ...]
    faulty: bool


_FITS = msgspec.msgpack.Decoder(Fits)


def decode_fits(payload: bytes) -> Fits:
    """Read posts back."""
    return _FITS.decode(payload)


def fit_messages(
    workshop: Workshop, messages: list[tuple[str, str, bytes]], store: Path, segment: int
) -> list[Posted]:
    """Fit messages to every channel and check what comes out; each is (slug, language, digest)."""
    made = []
    with Writer(store, segment) as writer:
        for slug, language, source in messages:
            document = workshop.ground.written["messages", slug]
            version, direction = document.versions[language], workshop.words[language].direction
            fits = fit_message(
                workshop.ground.base.settings,
                document.facts,
                cast("MessageText", version.text),
                version.body,
                slug,
                language,
                direction,
                workshop.snippets,
            )
            faulty = blocks(list(check_fits(version, direction, fits)))
            channels = tuple(snippet.channel for snippet in fits.snippets)
            ref = writer.append(msgspec.msgpack.encode(fits))
            made.append(Posted(slug, language, source, ref, channels, faulty))
    return made


class Made(Struct, frozen=True, array_like=True):
    """A unit that was made: all that it asked, and whether its documents have faults."""

    unit: str
    asked: tuple[str, ...]
    faulty: bool


def make_unit(workshop: Workshop, unit: str) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of a unit's files."""
    sort, _, rest = unit.partition("/")
    if sort == "pack":
        kit = workshop.kits.texts(rest)
        if kit:
            edition = workshop.ground.edition
            yield pack_address(rest), render_pack(edition, kit, workshop.words[kit.language])
    elif sort == "standing":
        workshop.index.ask("all")
        yield from workshop.site.render_unit(unit)
    else:
        yield from workshop.site.render_unit(unit)


def check_unit(workshop: Workshop, unit: str) -> bool:
    """Tell whether the documents of a unit have faults; those that are not shown yet are looked at too."""
    sort, _, rest = unit.partition("/")
    if sort == "list":
        workshop.index.ask(f"roll/{rest}")
        return has_faults(workshop, tuple(workshop.roll(rest)))
    if sort == "doc":
        workshop.index.ask(f"text/{rest}")
        kind, _, slug = rest.partition("/")
        return has_faults(workshop, (workshop.ground.written[kind, slug],))
    return False


def has_faults(workshop: Workshop, documents: tuple[Document, ...]) -> bool:
    """Tell whether a share of the documents has faults that no site may be built with."""
    campaign = replace(workshop.ground.base, documents=documents)
    for document in documents:
        for name in ("plank", "rebuttal"):
            named = getattr(document.facts, name, None)
            if named:
                workshop.index.ask(f"known/{name}/{named}")
        for name in ("image", "photo"):
            if picture := getattr(document.facts, name, None):
                workshop.index.ask(f"media/{picture}")
    chosen = {version.path for item in documents for version in item.versions.values()}
    return blocks(check_documents(campaign, workshop.known, workshop.ground.paths, chosen))


def copy_picture(root: Path, name: str) -> tuple[str, bytes]:
    """The (path, bytes) of a picture."""
    return media_address(name), (root / MEDIA / name).read_bytes()
