"""message-house.yml and charter.yml: what is said, and how."""

from typing import Annotated

from msgspec import Meta, Struct

from minbar.model.fields import ByLanguage, Slug
from minbar.model.lexicon import Entry


class Named(Struct, frozen=True, forbid_unknown_fields=True):
    """A theme or an audience."""

    name: ByLanguage


class Pillar(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the few things that the campaign stands for."""

    name: ByLanguage
    says: ByLanguage


class MessageHouse(Struct, frozen=True, forbid_unknown_fields=True):
    """The words that every message hangs on, in the order in which they are shown."""

    pillars: dict[Slug, Pillar]
    themes: dict[Slug, Named]
    audiences: dict[Slug, Named]


class Principle(Struct, frozen=True, forbid_unknown_fields=True):
    """One promise of the charter of civil speech."""

    id: Slug
    says: ByLanguage


class Charter(Struct, frozen=True, forbid_unknown_fields=True):
    """How the campaign speaks, and the words that it does without."""

    principles: tuple[Principle, ...]
    lexicon: Annotated[tuple[Entry, ...], Meta(max_length=500)] = ()
