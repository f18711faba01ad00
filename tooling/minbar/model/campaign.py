"""The whole campaign as written: every document with what it refers to."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from minbar.model.document import LINE, Document, Marks, Version
from minbar.model.finding import Place
from minbar.model.house import Charter, MessageHouse
from minbar.model.settings import Settings
from minbar.model.team import Team
from minbar.model.territory import TerritoryTree


class Campaign(Struct, frozen=True):
    """Everything, internal matter included: outputs never see it, only an Edition made of it.

    `documents` is sorted by kind and slug; `media` holds the paths under content/media/; `marks`
    says of each configuration file, by path, where its fields stand.
    """

    settings: Settings
    house: MessageHouse
    charter: Charter
    team: Team
    territory: TerritoryTree
    documents: Sequence[Document]
    media: dict[str, tuple[int, int]]
    marks: dict[str, Marks] = {}

    def place(self, path: str, name: str = "") -> Place:
        """Where a field of a configuration file stands, or what it is in, or else the file."""
        marks = self.marks.get(path, {})
        while name and name not in marks:
            name = name.rpartition(".")[0]
        return Place(path, *divmod(marks.get(name, LINE + 1), LINE))

    def ballot_names(self) -> Iterable[Mapping[str, str]]:
        """The names of the candidates as on the ballot paper, each by language."""
        return [
            getattr(document.facts, "name", {})
            for document in self.documents
            if document.kind == "candidates"
        ]

    def version_at(self, path: str) -> Version | None:
        """The text that a file holds; None if there is no such document."""
        for document in self.documents:
            for version in document.versions.values():
                if version.path == path:
                    return version
        return None
