"""monitoring/: what others publish about the campaign. Internal."""

from minbar.model.document import Facts, TitledText
from minbar.model.fields import Instant, Line, Link, Slug, TerritoryCode


class ClipFacts(Facts, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where and when it was seen, and the rebuttal that answers it."""

    seen: Instant
    outlet: Line
    url: Link | None = None
    theme: Slug | None = None
    territory: TerritoryCode | None = None
    rebuttal: Slug | None = None


class ClipText(TitledText, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was said."""

    claim: Line
