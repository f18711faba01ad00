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

VERIFY = "verify"
"""The section whose one page tells whether a text is official; every footer leads to it."""

SHELTERED = {
    "places": "candidates",
    "contests": "candidates",
    "themes": "programme",
    "handbook": "kit",
    VERIFY: "kit",
}
"""Sections that stand under another's heading in the navigation."""

SEARCH = "search"
"""The section whose one page finds candidates, places and texts; every header leads to it."""

SEARCHED = (
    "programme",
    "messages",
    "replies",
    "rebuttals",
    "press",
    "events",
    "handbook",
    "pages",
)
"""Kinds of document that are searched by what they say; candidates are found by name and place."""

SECTIONS = (*NAVIGATION, *SHELTERED, SEARCH)

FOLDERS = ("", *SECTIONS, "monitoring")
"""Where pages lie below a language: home and standing pages, the sections, what only the team sees."""

FEEDS = ("messages", "press", "rebuttals", "events")
"""The sections that can be followed with a reader of feeds."""


def navigation_of(section: str) -> str:
    """The entry of the navigation that a section stands under; empty for the home page.

    The search stands under none: what is given for it is no entry.
    """
    section = SHELTERED.get(section, section)
    return section if section in (*NAVIGATION, SEARCH) else ""
