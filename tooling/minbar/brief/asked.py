"""Whom the policy asks about a path: the last rule that matches it, and nobody where none does."""

import re
from functools import cache

from minbar.brief.told import Ask
from minbar.model.house import Team

_PARTS = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def find_ask(path: str, team: Team | None) -> Ask:
    """Who has to say yes to a change of a path, under the policy as it stood before the change.

    Args:
        path: in the repository, with `/`.
        team: that of the commit before; None where it had none that can be read.
    """
    for rule in reversed(team.rules if team else ()):
        if any(_pattern(pattern).fullmatch(path) for pattern in rule.paths):
            return Ask(path, rule.approvers, rule.approvals)
    return Ask(path, (), 1)


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    return re.compile("".join(_MEANS.get(part) or re.escape(part) for part in _PARTS.findall(glob)))
