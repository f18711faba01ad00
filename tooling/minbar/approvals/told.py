"""A refusal in words: which path, which rule, who is missing, and what would heal it."""

from collections.abc import Collection, Sequence

from minbar.approvals.commits import Commit
from minbar.approvals.policy import TEAM, Lack
from minbar.model.visible import visible

SHOWN = 3


def tell_refusal(
    fault: str,
    commit: Commit,
    lacks: Sequence[Lack] = (),
    doubts: Sequence[str] = (),
    writers: Collection[str] = (),
) -> str:
    """Why a step is refused, and the commands that heal it: nobody is named whose yes would not count."""
    parts = [visible(fault)] if fault else [_lack(each) for each in lacks[:SHOWN]]
    if len(lacks) > SHOWN:
        more = len(lacks) - SHOWN
        parts.append(f"and {more} {'path' if more == 1 else 'paths'} more")
    parts += [f"not counted: {visible(doubt)}" for doubt in dict.fromkeys(doubts)]
    stuck = [reason for each in lacks if each.rule and (reason := each.stuck(writers))]
    parts += [visible(reason) for reason in stuck[:1]]
    short = commit.name[:12]
    revert = f"git revert {'-m 1 ' if len(commit.parents) > 1 else ''}{short}"
    able = sorted({name for each in lacks for name in each.others(writers)})
    heal = f"minbar approve {short} (by {', '.join(able)}), or " if able and not stuck else ""
    return f"{'; '.join(parts)}; right: {heal}{revert}"


def _lack(lack: Lack) -> str:
    path = visible(lack.path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
    if lack.rule is None:
        return f"{path}: no rule of {TEAM} lets anybody approve it"
    said = f", has {', '.join(lack.said)}" if lack.said else ""
    return (
        f"{path} needs {lack.rule.approvals} of {', '.join(lack.rule.approvers)}"
        f" (rule {lack.number} of {TEAM}: {lack.rule.paths[0]}){said}"
    )
