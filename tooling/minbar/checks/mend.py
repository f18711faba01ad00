"""A file as it is when its typography is right: what `minbar check --fix` writes.

Only slips that know how they are set right are mended, and the order of the header's fields. Neither
changes what is said.
"""

from collections.abc import Mapping, Sequence

from minbar.checks.passages import HASHTAGS, Passage, passages
from minbar.checks.prose import prose_of
from minbar.checks.slip import Slip
from minbar.checks.typography import COSTLY_IN_SMS, SMS, TEXT_RULES
from minbar.late import pattern
from minbar.model.document import Version
from minbar.model.finding import Rule

_KEY = pattern(r"([A-Za-z_][\w-]*):(?:\s|$)")
PASSES = 3
"""A mended slip can lay another open: two spaces around a sign."""


def mended(passage: Passage, language: str, off: Sequence[str] = ()) -> str:
    """A text with its slips set right.

    Args:
        passage: the text and its field.
        language: its code.
        off: codes and families of rules that the campaign has turned off.
    """
    text = passage.text
    if passage.mark.startswith(HASHTAGS):
        return text
    for _ in range(PASSES):
        before = text
        for rule, find in TEXT_RULES:
            if rule.code in off or rule.code[:2] in off or _is_costly(rule, passage):
                continue
            text = _applied(text, list(find(prose_of(text), language)))
        if text == before:
            break
    return text


def mend_file(content: str, version: Version, off: Sequence[str] = ()) -> str:
    """The file of a version, mended. Values that cannot be found in the header as written stay.

    Args:
        content: the whole file.
        version: what was read from it.
        off: codes and families of rules that are turned off.
    """
    lines = content.split("\n")
    for passage in passages(version):
        right = mended(passage, version.language, off)
        if right != passage.text:
            _replace(lines, version, passage, right)
    return "\n".join(lines)


def order_fields(content: str, order: Mapping[str, int]) -> str:
    """The file with its header's fields in order; comments go with what follows them.

    Fields of one rank stay as they were written. A header with an unknown field stays as it is.
    """
    lines = content.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        return content
    end = lines.index("---", 1)
    blocks: list[tuple[str, list[str]]] = []
    held: list[str] = []
    for line in lines[1:end]:
        key = _KEY.match(line)
        if key:
            blocks.append((key[1], [*held, line]))
            held = []
        elif line.startswith("#") or not blocks:
            held.append(line)
        else:
            blocks[-1][1].extend([*held, line])
            held = []
    if held or any(name not in order for name, _ in blocks):
        return content
    ranked = sorted(blocks, key=lambda block: order[block[0]])
    return "\n".join(["---", *(line for _, block in ranked for line in block), *lines[end:]])


def _is_costly(rule: Rule, passage: Passage) -> bool:
    return passage.mark == SMS and rule in COSTLY_IN_SMS


def _applied(text: str, slips: list[Slip]) -> str:
    for slip in sorted(slips, key=lambda slip: slip.start, reverse=True):
        if slip.right is not None:
            text = text[: slip.start] + slip.right + text[slip.end :]
    return text


def _replace(lines: list[str], version: Version, passage: Passage, right: str) -> None:
    """Put a mended text in the place of what was written, line by line."""
    first = version.place(passage.mark).line if passage.mark else version.body_line
    at = first - 1
    for old, new in zip(passage.text.split("\n"), right.split("\n"), strict=False):
        if not old.strip():
            continue
        while at < len(lines) and old not in lines[at]:
            at += 1
        if at == len(lines):
            return
        lines[at] = lines[at].replace(old, new, 1)
