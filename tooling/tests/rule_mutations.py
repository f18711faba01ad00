"""What happens to the tests when a rule never finds anything, or always does: one of them must fail.

    PYTHONPATH=tooling:tooling/tests python tooling/tests/rule_mutations.py [CODE…]

For each rule its cases (checks/cases/) are judged by the tests' own `judge`, until one fails: with a rule
that is silenced, the cases in which it must be found; with one that finds something in every campaign, those in
which it must not be. Exit 1 if a mutation of any rule passes all of them.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import cases
from campaigns import write_campaign
from minbar.model import rules
from minbar.model.finding import Finding, Place, Rule

FOLDER = Path(__file__).parent / "checks" / "cases"
ELSEWHERE = {"MB001": "checks/test_registry.py"}
"""Rules of faults of our own, which no campaign can be written to have, and the tests that they have."""

Mutation = Callable[[Rule, list[Finding]], list[Finding]]


def never(rule: Rule, findings: list[Finding]) -> list[Finding]:
    """Take away what the rule found."""
    return [finding for finding in findings if finding.code != rule.code]


def always(rule: Rule, findings: list[Finding]) -> list[Finding]:
    """Add a finding that nothing calls for."""
    return [*findings, rule.at(Place("content/campaign.yml"), "found for no reason")]


def killers(rule: Rule, mutation: Mutation) -> Iterator[str]:
    """Yield the cases of a rule that fail when it is mutated."""
    find = cases.find
    for code, name, case in cases.read_cases(FOLDER):
        if code != rule.code:
            continue
        with (
            tempfile.TemporaryDirectory() as folder,
            patch.object(cases, "find", lambda root, case: mutation(rule, find(root, case))),
        ):
            write_campaign(Path(folder))
            try:
                cases.judge(Path(folder), code, name, case)
            except AssertionError:
                yield name


def all_rules() -> list[Rule]:
    """Every rule that there is, by code."""
    found = [value for value in vars(rules).values() if isinstance(value, Rule)]
    return sorted(found, key=lambda rule: rule.code)


def main(codes: list[str]) -> int:
    """Print the table."""
    sys.stdout.write("| rule | never | always |\n|---|---|---|\n")
    survived = 0
    for rule in all_rules():
        if codes and not rule.code.startswith(tuple(codes)):
            continue
        if rule.code in ELSEWHERE:
            sys.stdout.write(f"| {rule.code} {rule.slug} | {ELSEWHERE[rule.code]} | the same |\n")
            continue
        killed = [next(killers(rule, mutation), "SURVIVES") for mutation in (never, always)]
        survived += killed.count("SURVIVES")
        sys.stdout.write(f"| {rule.code} {rule.slug} | {killed[0]} | {killed[1]} |\n")
        sys.stdout.flush()
    sys.stdout.write(f"{survived} mutations survive\n")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
