"""The steps of a build: functions of what they are given, which any process of any machine can do.

They touch no disk. `jobs.py` does them on files of this machine; `far.py` says what is sent so
that another machine can do them.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from minbar.build.fitted import encode_fitted
from minbar.build.ground import Workshop
from minbar.build.verify import UNIT as VERIFY
from minbar.build.verify import render_verify_files
from minbar.checks import check_documents
from minbar.checks.channels import check_fits
from minbar.content.entry import Entry, parse_entry
from minbar.content.tree import Stamp
from minbar.model.addresses import pack_address, sums_address
from minbar.model.document import Document
from minbar.model.finding import blocks
from minbar.model.kinds.message import MessageText
from minbar.packs.render import list_sums
from minbar.snippets.posts import Fits, fit_message
from minbar.store import Packer, Ref


class Text(Struct, frozen=True, array_like=True):
    """A file of a document as it was read."""

    path: str
    stamp: Stamp
    data: bytes


def parse_texts(
    texts: Iterable[Text | Entry], languages: tuple[str, ...], zone: str, records: Packer
) -> list[Entry]:
    """Parse what was read; an entry is a file that needs no parsing."""
    return [
        text
        if isinstance(text, Entry)
        else parse_entry(text.data, text.path, text.stamp, languages, zone, records)
        for text in texts
    ]


class Posted(Struct, frozen=True, array_like=True, gc=False):
    """What became of a document in one language: where that stands, and whether its posts have faults."""

    kind: str
    slug: str
    language: str
    source: bytes
    ref: Ref
    channels: tuple[str, ...]
    faulty: bool


ToFit = tuple[str, str, str, bytes]
"""Kind, slug and language of a document, and a digest of all it says."""


def fit_documents(workshop: Workshop, documents: Iterable[ToFit], records: Packer) -> list[Posted]:
    """Fit messages to every channel and check what comes out; of other kinds see what they are known by."""
    return [_fit_document(workshop, one, records) for one in documents]


def _fit_document(workshop: Workshop, one: ToFit, records: Packer) -> Posted:
    kind, slug, language, source = one
    document = workshop.ground.written[kind, slug]
    if kind != "messages":
        ref = records.append(encode_fitted(document, language))
        return Posted(kind, slug, language, source, ref, (), faulty=False)
    fits, faulty = _fit_message(workshop, document, language)
    channels = tuple(snippet.channel for snippet in fits.snippets)
    ref = records.append(encode_fitted(document, language, fits))
    return Posted(kind, slug, language, source, ref, channels, faulty)


def _fit_message(workshop: Workshop, document: Document, language: str) -> tuple[Fits, bool]:
    """What a message was fitted to, and whether that has faults."""
    version, direction = document.versions[language], workshop.words[language].direction
    fits = fit_message(
        workshop.ground.base.settings,
        document.facts,
        cast("MessageText", version.text),
        version.body,
        document.slug,
        language,
        direction,
        workshop.snippets,
    )
    return fits, blocks(list(check_fits(version, direction, fits)))


class Made(Struct, frozen=True, array_like=True):
    """A unit that was made: all that it asked, and whether its documents have faults."""

    unit: str
    asked: tuple[str, ...]
    faulty: bool


def make_unit(workshop: Workshop, unit: str, take: Callable[[str, bytes], None]) -> Made:
    """Make a unit; `take` is given path and bytes of each of its files, one by one."""
    asked = workshop.index.asked = set()
    faulty = check_unit(workshop, unit)
    for path, data in () if faulty else render_unit(workshop, unit):
        take(path, data)
    return Made(unit, tuple(sorted(asked)), faulty)


def render_unit(workshop: Workshop, unit: str) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of a unit's files."""
    sort, _, rest = unit.partition("/")
    if sort == "pack":
        data = workshop.pack(rest)
        if data is not None:
            yield pack_address(rest), data
            name = pack_address(rest).rpartition("/")[2]
            yield sums_address(rest), list_sums({name: sha256(data).digest()}).encode()
    elif sort == VERIFY:
        yield from render_verify_files(workshop)
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
