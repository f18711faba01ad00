"""A build of one share: which units are its own, and the paper that tells what it is a share of."""

from collections.abc import Iterable
from pathlib import Path

from minbar.build.answers import PACK
from minbar.build.dates import Dates
from minbar.build.ground import Workshop
from minbar.build.publishing import Site
from minbar.build.reading import Read
from minbar.build.shard import INSTANT, Manifest, Origin, identify, list_pieces
from minbar.build.shares import Part, make_plan, measure_load
from minbar.model.addresses import pack_address
from minbar.model.share import Share


def take_part(share: Share, units: Iterable[str], read: Read) -> Part:
    """See which of all units are this share's."""
    load = measure_load(read.register, read.base.territory, read.base.settings)
    return Part(share, make_plan(units, load, share.of))


def measure_packs(questions: Iterable[str], workshop: Workshop) -> None:
    """Have the sizes of packs that pages of a share name at hand, whoever makes the packs."""
    for question in questions:
        if question.startswith(PACK):
            workshop.pack_sizes[pack_address(question.removeprefix(PACK))]


def describe(
    part: Part, site: Site, root: Path, folder: Path, read: Read, workshop: Workshop
) -> Manifest:
    """Say what a share is.

    Args:
        part: the units of the share.
        site: what was made of them.
        root: the campaign folder.
        folder: where the share's files stand.
        read: the campaign.
        workshop: what was worked from; it takes the sizes of packs of others that this share names.
    """
    questions = {question for unit in site.units.values() for question in unit.asked}
    measure_packs(questions, workshop)
    register = read.register
    source = Origin(
        site.code, read.entries, read.pictures, Dates(register), register, workshop.ground
    )
    return Manifest(
        identity=identify(root, source),
        share=part.share,
        at=read.instant,
        asks_instant=INSTANT in questions,
        documents=len(register.shown),
        notes=site.notes(read),
        plan=part.plan,
        units={
            name: list_pieces(folder, (item.path for item in unit.outputs))
            for name, unit in site.units.items()
        },
    )
