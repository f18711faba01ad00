"""A synthetic national campaign for load tests: real places, people who say that they do not exist."""

from minbar.scaffold.national import scaffold_files

__all__ = ["scaffold_files"]
