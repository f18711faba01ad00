"""The finder: files in which a browser finds candidates and places by name, without a server."""

from minbar.finder.people import people_of
from minbar.finder.person import Person
from minbar.finder.render import render_finder

__all__ = ["Person", "people_of", "render_finder"]
