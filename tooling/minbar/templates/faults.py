"""Where a template's error arose: its frames stay in the process, its words can be sent."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import jinja2

from minbar.model.setup import UnrenderedError

SUFFIXES = (".html", ".txt", ".xml")


@contextmanager
def told_with_place() -> Iterator[None]:
    """Have an error of a template say where it arose.

    Raises:
        UnrenderedError: a template is at fault, or what it was given.
    """
    try:
        yield
    except jinja2.TemplateError as error:
        raise UnrenderedError(describe(error)) from error


def describe(error: jinja2.TemplateError) -> str:
    """The template, the line and the fault: Jinja2 names templates as frames."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(SUFFIXES):
            return f"{frame.filename}:{frame.lineno}: {error.message}"
    return str(error.message)
