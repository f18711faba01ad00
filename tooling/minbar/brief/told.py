"""A change as a reviewer is told of it."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from minbar.model.finding import Finding
from minbar.snippets import Snippet

Kind = Literal["added", "edited", "removed"]
State = Literal["public", "draft", "internal", "withdrawn", "expired", "removed", "unread"]


class Held(Struct, frozen=True):
    """A window of the calendar that keeps a text back, and until when."""

    mark: str
    end: datetime


class Showing(Struct, frozen=True):
    """Whether and when a text goes public once it is approved.

    `at` is None for at once; `held` are the windows that the calendar keeps it back for, in order.
    """

    state: State
    at: datetime | None = None
    held: tuple[Held, ...] = ()


class Edit(Struct, frozen=True):
    """A field that says something else now; empty where it was not there, or is not any more."""

    field: str
    before: str
    after: str


class Side(Struct, frozen=True):
    """A document in one language: what it says in lines of its own, its body rendered, what changed, its posts."""

    language: str
    lines: tuple[str, ...]
    html: str
    edits: tuple[Edit, ...]
    posts: tuple[Snippet, ...]


class Ask(Struct, frozen=True):
    """Who has to say yes to a path: so many of these people. Nobody can where there are none."""

    path: str
    people: tuple[str, ...]
    approvals: int


class Item(Struct, frozen=True):
    """A document that a change touches."""

    kind: str
    slug: str
    change: Kind
    heading: str
    sides: tuple[Side, ...]
    facts: tuple[Edit, ...]
    showing: Showing
    asks: tuple[Ask, ...]


class Brief(Struct, frozen=True):
    """All of a change: from one commit to another, the documents, other files, faults."""

    base: str
    head: str
    items: tuple[Item, ...]
    others: tuple[Ask, ...]
    findings: tuple[Finding, ...]
