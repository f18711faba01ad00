"""The types that fields are made of, each with its description and a right example.

The JSON Schemas and the messages to writers are made from these annotations. Where a pattern
cannot say it, `extra` has a `check` that gives the reason why a text is refused, or an `or_word`
that may stand for an instant.
"""

from datetime import date as Date  # noqa: N812 - the type of a field that is called date
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from minbar.model.hashtags import find_hashtag_fault
from minbar.model.links import find_link_fault

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
POLLS_CLOSE = "polls_close"
INSTANT_PATTERN = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$"

Slug = Annotated[
    str,
    Meta(
        pattern=SLUG_PATTERN,
        description="Small Latin letters, digits and hyphens.",
        examples=["night-clinics"],
    ),
]
Line = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=400,
        pattern=r"^[^\n]+$",
        description="One line of text.",
        examples=["مستوصف مفتوح ليلًا"],
    ),
]
Venue = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=400,
        pattern=r"^[^\n]+$",
        description="Where it takes place, or was written, in one line.",
        examples=["دار الشباب، سلا"],
    ),
]
Paragraph = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=4000,
        description="A short text.",
        examples=["نمدّ الجسور، نقرّب الحقوق."],
    ),
]
ByLanguage = Annotated[
    dict[str, Line],
    Meta(
        min_length=1,
        description="The same in each language, by language code.",
        examples=[{"ar": "الصحة", "fr": "Santé"}],
    ),
]
TerritoryCode = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9.]+$",
        description="A code from territory.csv. Left out: the whole country.",
        examples=["04.441.01.0"],
        extra={"form": "a code of territory.csv; «minbar territory find NAME» gives it"},
        extra_json_schema={"x-or-number": True},
    ),
]
Instant = Annotated[
    datetime,
    Meta(
        description="A day, or a day and time in the campaign's time zone unless an offset is given.",
        examples=["2026-10-05T18:30"],
        extra_json_schema={"pattern": INSTANT_PATTERN},
    ),
]
Day = Annotated[
    Date,
    Meta(
        description="A day: year-month-day.",
        examples=["2026-10-05"],
        extra_json_schema={"pattern": r"^\d{4}-\d{2}-\d{2}$"},
    ),
]
Moment = Annotated[
    str,
    Meta(
        pattern=INSTANT_PATTERN.replace("^", f"^({POLLS_CLOSE}|", 1).replace("$", ")$"),
        description="An instant, or polls_close: when the last polls close.",
        examples=["2027-09-08T00:00"],
        extra={"or_word": POLLS_CLOSE},
    ),
]
Link = Annotated[
    str,
    Meta(
        pattern=r"^https://[^\s@\\/?#]+([/?#][^\s\\]*)?$",
        max_length=500,
        description="An address that starts with https://",
        examples=["https://www.hcp.ma/"],
        extra={"check": find_link_fault},
    ),
]
MediaPath = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*\.(jpg|jpeg|png|webp)$",
        description="A picture in content/media/: jpg, png or webp.",
        examples=["themes/health.webp"],
    ),
]
Email = Annotated[
    str,
    Meta(
        pattern=r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$",
        max_length=254,
        description="An e-mail address.",
        examples=["presse@pont-civique.example"],
    ),
]
Zone = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=64,
        description="An IANA time zone.",
        examples=["Africa/Casablanca"],
    ),
]
Count = Annotated[int, Meta(ge=0, description="A whole number.", examples=["40"])]
Position = Annotated[
    int, Meta(ge=1, le=1000, description="A place in an order, from 1.", examples=["3"])
]
Year = Annotated[int, Meta(ge=1900, le=2200, description="A year.", examples=["2029"])]
Hashtag = Annotated[
    str,
    Meta(
        pattern=r"^[^\s#]+$",
        max_length=100,
        description="A tag without #, its words joined by _",
        examples=["نقرب_الحقوق"],
        extra={"check": find_hashtag_fault},
    ),
]
Gender = Literal["f", "m"]
