"""The country whose electoral law a campaign is checked against."""

from typing import Annotated, Literal

from msgspec import Meta

Country = Literal[
    "morocco", "lebanon", "tunisia", "belgium", "canada", "united-kingdom", "european-union"
]
Preset = Annotated[
    Country,
    Meta(
        description="Turns on the rules of a country's electoral law. They are help, and no legal advice.",
        examples=["morocco"],
    ),
]
