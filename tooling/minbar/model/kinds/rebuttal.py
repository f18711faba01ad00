"""rebuttals/: a claim that goes round, and the facts."""

from typing import Annotated, Literal

from msgspec import Meta

from minbar.model.document import Facts, TitledText
from minbar.model.fields import Day, Line, Paragraph, Slug, TerritoryCode
from minbar.model.kinds.plank import Source

Verdict = Literal["false", "misleading", "out-of-context", "true"]


class RebuttalFacts(Facts, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When it was claimed, what we found, and where that can be checked."""

    verdict: Verdict
    claimed: Day
    theme: Slug | None = None
    territory: TerritoryCode | None = None
    sources: tuple[Source, ...] = ()
    quotes: Annotated[
        dict[Slug, Line],
        Meta(
            description="Entries of the charter's lexicon whose terms a quotation here carries, and why.",
            examples=[{"treason": "نقتبس المنشور لنرد عليه"}],
        ),
    ] = {}


class RebuttalText(TitledText, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The claim and the short answer; the facts are the body."""

    claim: Line
    where: Line
    short: Paragraph
