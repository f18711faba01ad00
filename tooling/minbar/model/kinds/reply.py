"""replies/: a citizen's question and the approved answer."""

from minbar.model.document import Facts, Text
from minbar.model.fields import Line, Slug, TerritoryCode


class ReplyFacts(Facts, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the question is about."""

    theme: Slug
    territory: TerritoryCode | None = None
    plank: Slug | None = None


class ReplyText(Text, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The question; the answer is the body."""

    question: Line

    @property
    def heading(self) -> str:
        """The question."""
        return self.question
