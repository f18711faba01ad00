"""The Edition, and how a preview of the working tree is made of a Campaign.

Internal fields have no place in these types: a note, a person of the team or the place of
a word in a file cannot reach an output, because there is nothing here to carry it.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from minbar.edition.pictures import pictures_of
from minbar.model.campaign import Campaign
from minbar.model.document import Document, Facts, Text
from minbar.model.house import Charter, MessageHouse
from minbar.model.kinds import KINDS
from minbar.model.settings import Settings
from minbar.model.territory import TerritoryTree

Audience = Literal["public", "team"]
State = Literal["live", "draft", "embargoed", "expired", "internal"]


class Shown(Struct, frozen=True):
    """One language's words, as readers may see them."""

    language: str
    text: Text
    body: str
    outdated: bool


class Published(Struct, frozen=True):
    """A document that this edition shows; the source language comes first."""

    kind: str
    slug: str
    facts: Facts
    versions: dict[str, Shown]
    state: State

    def version(self, language: str) -> Shown:
        """The words in this language, or else in the source language."""
        return self.versions.get(language) or next(iter(self.versions.values()))

    def heading(self, language: str) -> str:
        """The document's name in this language, or else in the source language."""
        name: dict[str, str] | None = getattr(self.facts, "name", None)
        if name:
            return name.get(language) or next(iter(name.values()))
        return self.version(language).text.heading


class Edition(Struct, frozen=True):
    """An immutable snapshot for one audience at one instant.

    `kind` says whether its approvals were verified (`cleared`) or not (`preview`).
    `media` has width and height in px of the pictures that it shows, and of no others.
    """

    audience: Audience
    kind: Literal["preview", "cleared"]
    at: datetime
    settings: Settings
    house: MessageHouse
    charter: Charter
    territory: TerritoryTree
    documents: tuple[Published, ...]
    media: dict[str, tuple[int, int]]


def preview(campaign: Campaign, at: datetime, audience: Audience = "public") -> Edition:
    """Take what an audience may see of the working tree at an instant.

    Args:
        campaign: everything.
        at: an aware instant: what is embargoed or expired then is left out for the public.
        audience: the public, or the team, who also sees drafts, embargoed and internal items.
    """
    states = [(document, _state_of_document(document, at)) for document in campaign.documents]
    shown = [
        (document, state) for document, state in states if audience == "team" or state == "live"
    ]
    names = pictures_of(campaign.settings, [document for document, _ in shown])
    return Edition(
        audience=audience,
        kind="preview",
        at=at,
        settings=campaign.settings,
        house=campaign.house,
        charter=replace(campaign.charter, lexicon=()),
        territory=campaign.territory,
        documents=tuple(publish_document(document, state) for document, state in shown),
        media={name: campaign.media[name] for name in sorted(names) if name in campaign.media},
    )


def _state_of_document(document: Document, at: datetime) -> State:
    publish, expires = (
        item.timestamp() if item else None
        for item in (document.facts.publish, document.facts.expires)
    )
    is_draft = document.desk.status == "draft"
    return state_at(document.kind, is_draft, publish, expires, at.timestamp())


def state_at(
    kind: str, draft: bool, publish: float | None, expires: float | None, at: float
) -> State:
    """What a document is at an instant; instants are seconds since 1970."""
    if KINDS[kind].internal:
        return "internal"
    if draft:
        return "draft"
    if publish is not None and publish > at:
        return "embargoed"
    if expires is not None and expires <= at:
        return "expired"
    return "live"


def publish_document(document: Document, state: State) -> Published:
    """Take of a document what may be shown."""
    versions = {
        code: Shown(code, version.text, version.body, document.is_outdated(code))
        for code, version in document.versions.items()
    }
    return Published(document.kind, document.slug, document.facts, versions, state)
