"""What the search reads: every text of the site without the house around it."""

from minbar.search.render import list_searched, name_kind, render_search_page

__all__ = ["list_searched", "name_kind", "render_search_page"]
