"""campaign.yml: who is standing, where, when and in which languages."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from minbar.model.election import Election
from minbar.model.fields import ByLanguage, Count, Email, Line, Link, MediaPath, Slug, Zone
from minbar.model.links import find_site_fault
from minbar.model.preset import Preset


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """A language of the campaign; the first in the list is the one texts are written in."""

    code: Annotated[str, Meta(pattern="^[a-z]{2,3}$", description="ISO 639.", examples=["ar"])]
    locale: Annotated[
        str,
        Meta(
            pattern="^[A-Za-z_]+$",
            description="A CLDR locale: dates, numbers, plurals.",
            examples=["ar_MA"],
        ),
    ]


Colour = Annotated[
    str,
    Meta(
        pattern="^#[0-9a-f]{6}$",
        description="A colour: # and six digits or letters from a to f.",
        examples=['"#0f5a50"'],
    ),
]


class Symbol(Struct, frozen=True, forbid_unknown_fields=True):
    """The symbol on the ballot paper."""

    name: ByLanguage
    image: MediaPath


class Party(Struct, frozen=True, forbid_unknown_fields=True):
    """Who publishes."""

    name: ByLanguage
    short_name: ByLanguage
    slogan: ByLanguage
    symbol: Symbol
    share_image: MediaPath | None = None
    colours: Annotated[
        tuple[Colour, ...], Meta(description="Of cards and other campaign items.")
    ] = ()


class Site(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the site will stand."""

    url: Annotated[
        str,
        Meta(
            pattern=r"^https://[^\s]+/$",
            description="Its address, with a slash at the end.",
            examples=["https://pont-civique.example/"],
            extra={"check": find_site_fault},
        ),
    ]


Limit = Annotated[
    int, Meta(ge=1, le=10_000_000, description="A whole number, from 1.", examples=["500"])
]


class Hosting(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the site stands, and what may be put there; a limit given here replaces the host's."""

    host: Literal["github-pages", "cloudflare-pages", "netlify", "gitlab-pages", "own"]
    size_mb: Annotated[
        Limit | None, Meta(description="All files together, in millions of bytes.")
    ] = None
    files: Annotated[Limit | None, Meta(description="How many files.")] = None
    file_mb: Annotated[
        Limit | None, Meta(description="The largest file, in millions of bytes.")
    ] = None


class Contest(Struct, frozen=True, forbid_unknown_fields=True):
    """A vote that candidates stand in."""

    name: ByLanguage
    level: Annotated[Slug, Meta(description="The level of territory that has a list.")]


class Imprint(Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers for what is published."""

    publisher: ByLanguage
    responsible: ByLanguage
    address: ByLanguage
    email: Email


Level = Literal["off", "warning", "error"]


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of campaign.yml. All of it is public."""

    party: Party
    languages: Annotated[tuple[Language, ...], Meta(min_length=1)]
    site: Site
    timezone: Zone
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$", description="ISO 4217.", examples=["MAD"])]
    contests: dict[Slug, Contest]
    imprint: Imprint
    elections: dict[Slug, Election] = {}
    accounts: dict[Slug, Link] = {}
    press_email: Email | None = None
    demonstration: bool = False
    channels: tuple[Slug, ...] = ()
    mastodon_limit: Count | None = None
    hosting: Hosting | None = None
    name_approvers: Annotated[
        bool, Meta(description="Say by name, and not by role alone, who approved each text.")
    ] = False
    preset: Preset | None = None
    shorteners: Annotated[
        tuple[Line, ...], Meta(description="Hosts of short links that the campaign holds itself.")
    ] = ()
    rules: Annotated[
        dict[str, Level],
        Meta(
            description="A rule's severity here, by code or family: off, warning or error.",
            examples=["{TY: off, HO004: error}"],
        ),
    ] = {}
    public_numbers: Annotated[
        tuple[Line, ...], Meta(description="Telephone numbers that may stand in texts.")
    ] = ()

    @property
    def source_language(self) -> str:
        """The code of the language that texts are first written in."""
        return self.languages[0].code

    @property
    def language_codes(self) -> tuple[str, ...]:
        """All codes, the source language first."""
        return tuple(language.code for language in self.languages)
