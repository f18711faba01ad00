"""From what was read to the ground that pages stand on."""

from collections.abc import Iterable

from msgspec.structs import replace

from minbar.build.ground import Ground
from minbar.build.order import Order
from minbar.build.reading import Read
from minbar.checks.references import known_names
from minbar.edition import Edition
from minbar.edition.register import Register, digest_of
from minbar.model.targets import MEDIA as MEDIA_PREFIX
from minbar.proof.withdrawn import OVER
from minbar.templates import read_sources as read_templates
from minbar.templates import template_roots


def make_ground(order: Order, read: Read) -> Ground:
    """Put together what every unit is made from; the register learns until when that stands.

    Args:
        order: what was asked for.
        read: what was read of the campaign.
    """
    base, register = read.base, read.register
    written, edition = read.texts.documents, read.texts.edition
    campaign = replace(base, documents=tuple(written.values()))
    _bound_by_events(register, edition)
    targets = {target for entry in read.entries for target in entry.targets}
    roots = template_roots(order.root)
    return Ground(
        base=base,
        edition=replace(edition, media=_shown_pictures(read, edition)),
        written=written,
        known=known_names(campaign),
        words=read.words,
        templates=read_templates(roots),
        rolls={place: enrolment.ref for place, enrolment in read.rolls.items()},
        counts=register.lists,
        linked=_linked(register, targets),
        over=tuple(
            (item.slug, item.state)
            for item in register.written
            if item.kind == "messages" and item.state in OVER
        ),
        paths=frozenset(entry.path for entry in read.entries if entry.path in targets),
    )


def digest_of_base(read: Read, edition: Edition) -> bytes:
    """Name all that every page depends on: the footer of each page leads to the kind `pages`."""
    pages = [
        [item.slug, *(item.heading(code) for code in read.base.settings.language_codes)]
        for item in edition.documents
        if item.kind == "pages"
    ]
    return digest_of([read.base_digest, repr(pages).encode()])


def _bound_by_events(register: Register, edition: Edition) -> None:
    """What is said of an event changes when it is over."""
    for event in edition.documents:
        end = getattr(event.facts, "end", None)
        over = end.timestamp() + 1 if end else None  # instants are whole seconds
        register.bound(over, edition.at.timestamp())


def _shown_pictures(read: Read, edition: Edition) -> dict[str, tuple[int, int]]:
    """The pictures of all that is shown, the candidates' among them."""
    names = set(edition.media)
    for item in read.register.shown.values():
        names.update(item.source.pictures)
        for entry in item.entries:
            names |= {
                target.removeprefix(MEDIA_PREFIX)
                for target in entry.targets
                if target.startswith(MEDIA_PREFIX)
            }
    return {name: read.base.media[name] for name in sorted(names) if name in read.base.media}


def _linked(register: Register, targets: Iterable[str]) -> dict[str, str]:
    """The places of the candidates that texts lead to."""
    found: dict[str, str] = {}
    for target in targets:
        if target.startswith("content/candidates/"):
            slug = target.rpartition("/")[2].split(".", 1)[0]
            item = register.shown.get(("candidates", slug))
            if item:
                found[slug] = item.source.place
    return found
