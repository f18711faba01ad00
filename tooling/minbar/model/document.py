"""A document: one slug, its shared facts, and a text in each language."""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from minbar.model.fields import Day, Instant, Line, Slug
from minbar.model.finding import Place

LINE = 100_000
"""More than the columns that a line of a file can have."""

Marks = dict[str, int]
"""Where each field stands: its line times LINE, plus its column."""


class Waiver(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule that somebody has set aside for one document, why, and until when."""

    rule: Annotated[str, Meta(pattern="^[A-Z]{2}[0-9]{3}$", examples=["TR007"])]
    reason: Line
    until: Annotated[Day, Meta(description="The last day on which it holds.")]


class Desk(Struct, frozen=True, forbid_unknown_fields=True):
    """What the team says to itself about a document. Never in an Edition."""

    status: Literal["draft", "ready"] = "ready"
    note: Annotated[str, Meta(description="For the reviewer; never published.")] = ""
    waivers: Annotated[
        tuple[Waiver, ...], Meta(description="Rules set aside here, each with its reason and end.")
    ] = ()


class Facts(Struct, frozen=True, forbid_unknown_fields=True):
    """What all languages share; written once, in the source language's file."""

    publish: Instant | None = None
    expires: Instant | None = None
    withdrawn: Annotated[
        Instant | None,
        Meta(description="From when on it is shown nowhere; `minbar withdraw` writes it."),
    ] = None
    contests: Annotated[
        tuple[Slug, ...], Meta(description="The votes it is about. Left out: all of them.")
    ] = ()
    voters: Annotated[
        Literal["home", "abroad"] | None,
        Meta(description="The voters it is for. Left out: all of them."),
    ] = None


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """What each language says in its own words."""

    @property
    def heading(self) -> str:
        """The document's name in this language."""
        raise TypeError(f"{type(self).__name__} has no heading")


class TitledText(Text, frozen=True, forbid_unknown_fields=True):
    """A text with a title."""

    title: Line

    @property
    def heading(self) -> str:
        """The title."""
        return self.title


class SummarisedText(TitledText, frozen=True, forbid_unknown_fields=True):
    """A text with a title and a line that says what it is about."""

    summary: Line


class Version(Struct, frozen=True):
    """One language's file: front matter, Markdown body, and where each field stands."""

    language: str
    path: str
    text: Text
    body: str
    body_line: int
    digest: str
    translates: str = ""
    marks: Marks = field(default_factory=dict)

    def place(self, name: str = "") -> Place:
        """Where a field stands; the file's first line where that is not known."""
        return Place(self.path, *divmod(self.marks.get(name, LINE + 1), LINE))


class Document(Struct, frozen=True):
    """All that was written under one slug; the source language comes first."""

    kind: str
    slug: str
    desk: Desk
    facts: Facts
    versions: dict[str, Version]

    @property
    def source(self) -> Version:
        """The version that the others were made from."""
        return next(iter(self.versions.values()))

    def is_outdated(self, language: str) -> bool:
        """Tell whether this translation was made from an older source text."""
        version = self.versions[language]
        return version is not self.source and version.translates != self.source.digest
