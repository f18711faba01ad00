"""The lexicon of charter.yml: words that the campaign does not say, why, and what it says instead."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from minbar.model.fields import ByLanguage, Line, Slug

Term = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=300,
        pattern=r"^[^\n]+$",
        description=(
            "One to six words. word* also with the endings of its language, =word with nothing "
            "attached, one|other either of them, … up to three words between."
        ),
        examples=["يا خونة|خائن*"],
    ),
]


class Entry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Terms with one reason. The sentences show what is meant: what they say is tried at each check."""

    id: Slug
    severity: Annotated[
        Literal["error", "warning"],
        Meta(description="error: it stops a build. warning: a person decides."),
    ]
    principle: Annotated[Slug | None, Meta(description="The promise of the charter it breaks.")] = (
        None
    )
    terms: Annotated[tuple[Term, ...], Meta(min_length=1, max_length=60)]
    unless: Annotated[
        tuple[Term, ...],
        Meta(max_length=60, description="Harmless expressions that hold one of the terms."),
    ] = ()
    reason: Annotated[ByLanguage, Meta(description="Why not, for the writer.")]
    instead: Annotated[ByLanguage, Meta(description="What to write in its place.")]
    matches: Annotated[
        tuple[Line, ...], Meta(min_length=1, description="Sentences in which it must be found.")
    ]
    must_not_match: Annotated[
        tuple[Line, ...],
        Meta(min_length=1, description="Sentences in which nothing of it must be found."),
    ]
