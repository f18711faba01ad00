"""Jinja2 for pages and for posts, made anew for each build: a template is read once."""

import jinja2
from markupsafe import Markup

from minbar.templates import Sources
from minbar.templates.compiled import Compiled
from minbar.templates.direct import DirectCode
from minbar.templates.fragments import CacheTag


def _loader(sources: Sources, folder: str) -> jinja2.FunctionLoader:
    def load(name: str) -> tuple[str, str, None] | None:
        source = sources.get(f"{folder}/{name}")
        return source and (*source, None)

    return jinja2.FunctionLoader(load)


def page_environment(sources: Sources) -> jinja2.Environment:
    """Jinja2 for HTML: everything is escaped, and a missing name is an error.

    Made anew for each build: a template is read once, as it is when the build first asks for it.
    """
    environment = jinja2.Environment(
        loader=_loader(sources, "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[CacheTag],
        bytecode_cache=Compiled("pages"),
    )
    environment.code_generator_class = DirectCode
    environment.globals["raw"] = Markup
    return environment


def snippet_environment(sources: Sources) -> jinja2.Environment:
    """Jinja2 for plain text posts, made anew for each build too."""
    return jinja2.Environment(
        loader=_loader(sources, "snippets"),
        autoescape=False,  # plain text: an HTML escape would be printed
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=Compiled("posts"),
    )
