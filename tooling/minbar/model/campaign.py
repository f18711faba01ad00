"""The whole campaign as written: every document with what it refers to."""

from msgspec import Struct

from minbar.model.document import Document
from minbar.model.house import Charter, MessageHouse, Team
from minbar.model.settings import Settings
from minbar.model.territory import TerritoryTree


class Campaign(Struct, frozen=True):
    """Everything, internal matter included: outputs never see it, only an Edition made of it.

    `documents` is sorted by kind and slug; `media` holds the paths under content/media/.
    """

    settings: Settings
    house: MessageHouse
    charter: Charter
    team: Team
    territory: TerritoryTree
    documents: tuple[Document, ...]
    media: dict[str, tuple[int, int]]
