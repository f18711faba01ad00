"""Minbar publishes a political campaign from Markdown in git."""

__version__ = "0.1.0"
