"""CODEOWNERS from team.yml: whom GitHub asks for a review.

GitHub takes one owner's yes for enough, and a file over 3 MB for none at all. The verification asks
for more; this is for the pull request to ask the right people.

Source: GitHub docs, About code owners, read 2026-11-25.
"""

from minbar.model.team import Team

OWNERS = ".github/CODEOWNERS"
LIMIT_BYTES = 3 * 1024 * 1024
HEAD = "# Made by `minbar approvals codeowners` from content/team.yml; do not edit it.\n"


def render_owners(team: Team) -> tuple[str, list[str]]:
    """The file, and the approvers who have no GitHub account to stand in it."""
    missing: list[str] = []
    lines = [HEAD]
    for rule in team.rules:
        owners = []
        for name in rule.approvers:
            person = team.people.get(name)
            if person is None or person.github is None:
                missing.append(name)
            else:
                owners.append(f"@{person.github.login}")
        lines += [f"{_pattern(pattern)} {' '.join(owners)}\n" for pattern in rule.paths]
    return "".join(lines), list(dict.fromkeys(missing))


def _pattern(pattern: str) -> str:
    """The same paths in the words of CODEOWNERS, where a pattern without a stroke holds anywhere."""
    return "*" if pattern == "**" else f"/{pattern}"
