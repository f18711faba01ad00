"""candidates/: who stands, for what, and where."""

from typing import Annotated

from msgspec import Meta

from minbar.model.document import Facts, Text
from minbar.model.fields import (
    ByLanguage,
    Gender,
    Line,
    Link,
    MediaPath,
    Position,
    Slug,
    TerritoryCode,
)


class CandidateFacts(Facts, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Name as printed on the ballot, in each script, and the place on the list."""

    name: Annotated[ByLanguage, Meta(description="As printed on the ballot, in each script.")]
    gender: Gender
    contest: Slug
    position: Position
    territory: TerritoryCode
    themes: tuple[Slug, ...] = ()
    photo: MediaPath | None = None
    accounts: dict[Slug, Link] = {}


class CandidateText(Text, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A candidate in words; the heading is the name, which the facts hold."""

    headline: Line
    bio: Annotated[Line, Meta(description="One or two sentences.")]
    photo_alt: Line | None = None
