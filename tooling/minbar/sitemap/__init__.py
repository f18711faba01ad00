"""The sitemap: every address of the site, and when what stands there last changed."""

from minbar.sitemap.changes import ENTRANCE, About, Changes, list_rows
from minbar.sitemap.render import Row, render_sitemap

__all__ = ["ENTRANCE", "About", "Changes", "Row", "list_rows", "render_sitemap"]
