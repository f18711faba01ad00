"""Where things stand on the site: stable addresses, made of slugs and codes alone."""

SITEMAP = "sitemap.xml"
"""Path of the sitemap that names the others."""


def document_address(kind: str, slug: str, language: str) -> str:
    """Path of a document's page, its file: only sections have a folder."""
    if kind == "pages":
        return f"{language}/{slug}.html"
    return f"{language}/{kind}/{slug}.html"


def section_address(section: str, language: str) -> str:
    """Path of a section's page, with a slash at the end; the empty section is the home page."""
    return f"{language}/{section}/" if section else f"{language}/"


def item_address(section: str, item: str, language: str) -> str:
    """Path of a page under a section: a place, a theme, a contest, a channel."""
    return f"{language}/{section}/{item.replace('.', '-')}.html"


def media_address(name: str) -> str:
    """Path of a picture."""
    return f"media/{name}"


def pack_address(name: str) -> str:
    """Path of a pack's zip file."""
    return f"packs/{name}.zip"


def sums_address(name: str) -> str:
    """Path of the file that says what a pack's zip must be, to the byte."""
    return f"packs/{name}.zip.sha256"


def pack_name(path: str) -> str:
    """Name of the pack that stands at a path."""
    return path.removeprefix("packs/").removesuffix(".zip")


def feed_address(name: str, language: str) -> str:
    """Path of a feed: `all`, the name of a section, or `messages-` and a region's code."""
    return f"{language}/feeds/{name.replace('.', '-')}.xml"


def calendar_address(language: str) -> str:
    """Path of the calendar of events."""
    return f"{language}/feeds/events.ics"


def sitemap_address(part: str) -> str:
    """Path of a part of the sitemap."""
    return f"sitemap/{part}.xml"
