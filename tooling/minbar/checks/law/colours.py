"""No campaign item in the colours of the flag."""

import colorsys
from collections.abc import Iterator

from minbar.checks.law.sources import law_for
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding

LEAST_SATURATION, LEAST_VALUE = 0.35, 0.2
"""Below these an eye sees grey or black, whatever the hue."""


def red_with_green(campaign: Campaign) -> Iterator[Finding]:
    """The colours of the party's cards have red and green together.

    **Why.** They are the flag's: in Morocco no campaign item may bear both.

    **Wrong.** `colours: ["#c1272d", "#006233"]`

    **Right.** `colours: ["#0f5a50", "#e0a030"]`

    **Source.** `sources.py`, LW007.
    """
    law = law_for("LW007", campaign.settings.preset)
    colours = campaign.settings.party.colours
    hues = [hue_of(colour) for colour in colours]
    if law is None or not {"red", "green"} <= set(hues):
        return
    second = max(hues.index("red"), hues.index("green"))
    text = f"{colours[hues.index('red')]} with {colours[hues.index('green')]}"
    place = campaign.place("content/campaign.yml", f"party.colours.{second}")
    yield rules.RED_WITH_GREEN.at(place, f"{text}: red and green together ({law})", colours[second])


def hue_of(colour: str) -> str:
    """Name a colour written as #rrggbb: red, green, or empty for any other."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < LEAST_SATURATION or value < LEAST_VALUE:
        return ""
    degrees = hue * 360
    if degrees < 15 or degrees > 345:
        return "red"
    return "green" if 80 <= degrees <= 165 else ""
