"""The sections of the site and its navigation."""

NAVIGATION = (
    "programme",
    "candidates",
    "messages",
    "replies",
    "rebuttals",
    "events",
    "press",
    "kit",
)
"""What the header shows, in order."""

SHELTERED = {
    "places": "candidates",
    "contests": "candidates",
    "themes": "programme",
    "handbook": "kit",
}
"""Sections that stand under another's heading in the navigation."""

SECTIONS = (*NAVIGATION, *SHELTERED)

FEEDS = ("messages", "press", "rebuttals", "events")
"""The sections that can be followed with a reader of feeds."""


def navigation_of(section: str) -> str:
    """The entry of the navigation that a section stands under; empty for the home page."""
    section = SHELTERED.get(section, section)
    return section if section in NAVIGATION else ""
