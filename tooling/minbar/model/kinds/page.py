"""handbook/ and pages/: standing texts, in an order."""

from minbar.model.document import Facts
from minbar.model.fields import Position


class PageFacts(Facts, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A standing page has its place in a list."""

    order: Position
