"""messages/: what the campaign says, one thing at a time."""

from typing import Annotated

from msgspec import Meta, Struct

from minbar.model.document import Facts, TitledText
from minbar.model.fields import Hashtag, Line, Link, MediaPath, Paragraph, Slug, TerritoryCode


class Paid(Struct, frozen=True, forbid_unknown_fields=True):
    """What an advertisement says of itself: that it is one, and who pays."""

    label: Annotated[
        dict[str, Line],
        Meta(
            description="In each language, by language code.",
            examples=[{"ar": "إعلان سياسي ممول من حزب الجسر المدني"}],
        ),
    ] = {}


class MessageFacts(Facts, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a message hangs in the message house, and where it is for."""

    pillar: Slug
    theme: Slug
    audiences: tuple[Slug, ...] = ()
    territory: TerritoryCode | None = None
    plank: Annotated[Slug | None, Meta(description="The plank of the programme it comes from.")] = (
        None
    )
    link: Link | None = None
    image: MediaPath | None = None
    paid: Annotated[Paid | None, Meta(description="A network is paid to show it.")] = None


class MessageText(TitledText, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words: the short text is what every network starts from."""

    short: Annotated[
        Paragraph, Meta(description="One to three sentences that every network starts from.")
    ]
    hashtags: tuple[Hashtag, ...] = ()
    image_alt: Line | None = None
    channels: Annotated[
        dict[Slug, Paragraph], Meta(description="Words of its own for a network, by its id.")
    ] = {}
