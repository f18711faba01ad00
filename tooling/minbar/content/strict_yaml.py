"""YAML as a campaign needs it: plain data, nothing that surprises.

Refused: anchors, aliases, tags, merge keys, repeated keys, several documents, directives,
empty values, more than eight levels, line breaks that only some programs see, and a hashtag that
YAML would take for a comment (`hash_signs.py`). Scalars
stay strings; the schema converts them, so `no` and `0661…` keep their meaning.
"""

from minbar.content.hidden import HIDDEN, find_hidden
from minbar.content.nodes import Node
from minbar.content.plain_yaml import parse_plain
from minbar.model.finding import Finding


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Finding]]:
    """Read one YAML document.

    Args:
        text: the YAML alone, with LF line ends.
        path: for findings.
        first_line: the line of the file that the text starts at.

    Returns:
        The document, or None with what is wrong with it.
    """
    if HIDDEN.search(text):
        return None, list(find_hidden(text, path, first_line))
    plain = parse_plain(text, first_line)
    if plain is not None:
        return plain, []
    from minbar.content.yaml_events import parse_events  # loads PyYAML, which few headers need

    return parse_events(text, path, first_line)
