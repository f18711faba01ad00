"""The command line: one boundary for errors, one command a file, listed."""

from minbar.cli.boundary import main

__all__ = ["main"]
