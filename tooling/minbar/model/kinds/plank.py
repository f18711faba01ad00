"""programme/: planks, each with measures that carry figures, cost and sources."""

from typing import Annotated

from msgspec import Meta, Struct

from minbar.model.document import Facts, SummarisedText
from minbar.model.fields import (
    ByLanguage,
    Count,
    Day,
    Line,
    Link,
    MediaPath,
    Paragraph,
    Position,
    Slug,
    TerritoryCode,
    Year,
)


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a fact can be checked."""

    name: ByLanguage
    url: Link | None = None
    date: Day | None = None


class Measure(Struct, frozen=True, forbid_unknown_fields=True):
    """The figures of a promise; its words are in each language's `promises`."""

    figure: Count | None = None
    cost: Annotated[Count | None, Meta(description="In the campaign's currency.")] = None
    by: Year | None = None
    sources: tuple[Source, ...] = ()


class Promise(Struct, frozen=True, forbid_unknown_fields=True):
    """A measure in words: the sentence, and the noun that follows its figure."""

    says: Paragraph
    unit: Line | None = None


class PlankFacts(Facts, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a plank is about and where it holds."""

    theme: Slug
    order: Position
    territory: TerritoryCode | None = None
    image: MediaPath | None = None
    measures: dict[Slug, Measure] = {}


class PlankText(SummarisedText, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A plank in words."""

    image_alt: Line | None = None
    promises: dict[Slug, Promise] = {}
