"""message-house.yml, charter.yml and team.yml: what is said, how, and by whom."""

from typing import Annotated

from msgspec import Meta, Struct

from minbar.model.fields import ByLanguage, Count, Line, Slug, TerritoryCode
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


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody of the team. Internal: never in an Edition."""

    name: ByLanguage
    role: Slug
    territory: TerritoryCode | None = None


class ApprovalRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Who may approve a change to these paths."""

    paths: Annotated[tuple[Line, ...], Meta(min_length=1)]
    approvers: Annotated[tuple[Slug, ...], Meta(min_length=1)]
    approvals: Count = 1


class Team(Struct, frozen=True, forbid_unknown_fields=True):
    """team.yml. Internal: never in an Edition."""

    people: dict[Slug, Person]
    rules: tuple[ApprovalRule, ...]
