"""What an address in a text means: a file of the campaign, a picture of it, or neither."""

import posixpath

MEDIA = "content/media/"


def resolve(path: str, address: str) -> str:
    """Name the file that a relative address in a file means, without its fragment."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address.split("#", 1)[0]))


def picture_named(path: str, address: str) -> str:
    """Name the picture that an address in a file means, by its path under content/media/, or nothing."""
    target = resolve(path, address)
    return target.removeprefix(MEDIA) if target.startswith(MEDIA) else ""


def may_link(body: str) -> bool:
    """Tell whether a body can hold an address at all: to render it is costly."""
    return "<" in body or ("]" in body and ("](" in body or "]:" in body))
