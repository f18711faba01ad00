"""Templates that turn a text, its link and its hashtags into a post."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from minbar.snippets.post import Post

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def render_post(
    environment: "Environment", channel: str, post: Post, text: str, link: str, tags: Sequence[str]
) -> str:
    """Render one post with `<channel>.txt`, or `default.txt`, without blank lines around it.

    Raises:
        jinja2.TemplateError: the template is missing, broken or asks for an unknown name.
    """
    rendered = _template(environment, channel).render(
        text=text,
        title=post.title,
        link=link,
        hashtags=tuple(tags),
        language=post.language,
        direction=post.direction,
    )
    return rendered.strip("\n")


@lru_cache(maxsize=32)
def _template(environment: "Environment", channel: str) -> "Template":
    """The template of a channel: Jinja2 would look anew for one that is not there."""
    return environment.select_template([f"{channel}.txt", "default.txt"])
