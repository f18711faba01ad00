"""The parts that several pages share: one file each, compiled when a page first asks for it."""

from typing import Any

import jinja2

FOLDER = "macros"


class Macros:
    """Macros by name: `m.line` is the macro `line` of `macros/line.html`."""

    def __init__(self, environment: jinja2.Environment) -> None:
        """Compile none yet."""
        self._environment = environment

    def __getattr__(self, name: str) -> Any:
        """Compile a macro, and keep it.

        Raises:
            AttributeError: there is no such file, or no such macro in it; a template says so.
        """
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            template = self._environment.get_template(f"{FOLDER}/{name}.html")
        except jinja2.TemplateNotFound as error:
            raise AttributeError(f"there is no {error.name}") from error
        macro = getattr(template.module, name)
        setattr(self, name, macro)
        return macro
