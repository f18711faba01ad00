"""Text of others, as it can be printed: it stays in its line, and is no command."""

from minbar.model.characters import made_visible


def visible(text: str) -> str:
    r"""Write what hides, reverses or ends the line as `\u000a`, and break workflow commands.

    GitHub's runner takes a line for a command if it begins with `::` after any space, or holds
    `##[` anywhere.

    Source: actions/runner, src/Runner.Common/ActionCommand.cs, TryParseV2 and TryParse.
    """
    encodable = text.encode("utf-8", "backslashreplace").decode("utf-8")
    shown = made_visible(encodable).replace("\n", "\\u000a").replace("##[", "##\\u005b")
    bare = shown.lstrip()
    return "\\u003a" + bare[1:] if bare.startswith("::") else shown


def visible_lines(text: str) -> str:
    """The same for a text of several lines, which they stay."""
    return "\n".join(visible(line) for line in text.split("\n"))
