"""What the search reads: every text of the site without the house around it."""

from minbar.search.render import render_search_pages

__all__ = ["render_search_pages"]
