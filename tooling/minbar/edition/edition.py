"""The Edition, and how one is made of a Campaign.

Internal fields have no place in these types: a note, a person of the team or the place of
a word in a file cannot reach an output, because there is nothing here to carry it.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from minbar.calendar.scope import subject_of
from minbar.edition.approval import Approval, Approvals
from minbar.edition.gate import PREVIEW, Gate, State, Terms
from minbar.edition.pictures import pictures_of
from minbar.model.campaign import Campaign
from minbar.model.document import Document, Facts, Text
from minbar.model.house import Charter, MessageHouse
from minbar.model.settings import Settings
from minbar.model.territory import TerritoryTree

Audience = Literal["public", "team"]


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
    approvals: tuple[Approval, ...] = ()

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
    `media` has width and height in px of the pictures that it shows, and of no others. `approvals`
    are by path; a preview has none.
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
    approvals: Approvals = {}


def preview(campaign: Campaign, at: datetime, audience: Audience = "public") -> Edition:
    """Take what an audience may see of the working tree at an instant; nobody has to have approved it."""
    return take(campaign, at, audience, PREVIEW)


def take(campaign: Campaign, at: datetime, audience: Audience, gate: Gate) -> Edition:
    """Take what an audience may see at an instant.

    Args:
        campaign: everything; for a cleared edition, everything that is cleared.
        at: an aware instant: what is embargoed or expired then is left out for the public.
        audience: the public, or the team, who also sees drafts, embargoed and internal items.
        gate: the windows in force, and which kind of edition it is.
    """
    seconds = at.timestamp()
    states = [
        (document, gate.state(_terms(document, campaign.territory), seconds))
        for document in campaign.documents
    ]
    shown = [
        (document, state) for document, state in states if audience == "team" or state == "live"
    ]
    hidden = {
        version.path
        for document, state in states
        if audience != "team" and state != "live"
        for version in document.versions.values()
    }
    approvals = {path: one for path, one in gate.approvals.items() if path not in hidden}
    names = pictures_of(campaign.settings, [document for document, _ in shown])
    return Edition(
        audience=audience,
        kind=gate.kind,
        at=at,
        settings=campaign.settings,
        house=campaign.house,
        charter=replace(campaign.charter, lexicon=()),
        territory=campaign.territory,
        documents=tuple(publish_document(document, state, approvals) for document, state in shown),
        media={name: campaign.media[name] for name in sorted(names) if name in campaign.media},
        approvals=approvals,
    )


def _terms(document: Document, tree: TerritoryTree) -> Terms:
    facts = document.facts
    publish, expires, withdrawn = (
        item.timestamp() if item else None
        for item in (facts.publish, facts.expires, facts.withdrawn)
    )
    is_draft = document.desk.status == "draft"
    subject = subject_of(facts, tree)
    return Terms(document.kind, document.slug, is_draft, publish, expires, withdrawn, subject)


def publish_document(
    document: Document, state: State, approvals: Approvals | None = None
) -> Published:
    """Take of a document what may be shown, and the approvals of its files."""
    versions = {
        code: Shown(code, version.text, version.body, document.is_outdated(code))
        for code, version in document.versions.items()
    }
    paths = [version.path for version in document.versions.values()] if approvals else ()
    own = tuple(approvals[path] for path in paths if approvals and path in approvals)
    return Published(document.kind, document.slug, document.facts, versions, state, own)
