"""A page before it is rendered: where it stands, what it is called, what goes into it."""

from typing import Any

from msgspec import Struct, field


class Page(Struct, frozen=True):
    """One address of the site.

    `section` is the folder below the language, and chooses the shell; `alternates` has the address of the same thing in each language;
    `crumbs` are (title, address) from the home page down, the page itself left out.
    """

    address: str
    language: str
    section: str
    title: str
    template: str
    description: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    alternates: dict[str, str] = field(default_factory=dict)
    crumbs: tuple[tuple[str, str], ...] = ()
    image: str | None = None

    @property
    def depth(self) -> int:
        """How many folders the page lies under the root of the site."""
        return self.address.count("/")

    @property
    def path(self) -> str:
        """Its file; that of a section is the index of its folder."""
        return self.address + "index.html" if self.address.endswith("/") else self.address
