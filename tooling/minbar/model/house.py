"""message-house.yml and charter.yml: what is said, and how."""

from msgspec import Struct

from minbar.model.fields import ByLanguage, Slug


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
    """How the campaign speaks."""

    principles: tuple[Principle, ...]
