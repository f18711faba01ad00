"""Templates that turn a text, its link and its hashtags into a post."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from minbar.snippets.post import Post

if TYPE_CHECKING:
    from jinja2 import Environment


def render_post(
    environment: "Environment", channel: str, post: Post, text: str, link: str, tags: Sequence[str]
) -> str:
    """Render one post with `<channel>.txt`, or `default.txt`, without blank lines around it.

    Raises:
        jinja2.TemplateError: the template is missing, broken or asks for an unknown name.
    """
    template = environment.select_template([f"{channel}.txt", "default.txt"])
    rendered = template.render(
        text=text,
        title=post.title,
        link=link,
        hashtags=tuple(tags),
        language=post.language,
        direction=post.direction,
    )
    return rendered.strip("\n")
