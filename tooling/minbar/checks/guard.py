"""A rule that fails with a bug is a finding of its own, and the others still run."""

from collections.abc import Callable, Iterator

from minbar.model import rules
from minbar.model.finding import Finding, Place, Rule


def guarded(rule: Rule, path: str, run: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """The findings of one rule; where it fails, what failed and on which document."""
    try:
        return list(run())
    except Exception as error:  # a bug of ours must not hide what the other rules find
        message = (
            f"{rule.code} {rule.slug} failed here with {type(error).__name__}: {str(error)[:200]}; "
            "a fault of Minbar's own, not of this file"
        )
        return [rules.RULE_FAILED.at(Place(path), message, rule.code)]
