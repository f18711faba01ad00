"""GitHub's ruleset for the main branch, and how a live one falls short of it.

Source: GitHub REST API 2022-11-28, Repository rules, read 2026-11-25.
"""

from collections.abc import Iterator
from typing import Any

from minbar.model.team import Home, Team

CHECKS = ("Campaign", "Tooling")
NAME = "main"


def render_ruleset(team: Team) -> dict[str, Any]:
    """What is sent to `POST /repos/{owner}/{repo}/rulesets`."""
    least = min((rule.approvals for rule in team.rules), default=1)
    review = {
        "required_approving_review_count": least,
        "dismiss_stale_reviews_on_push": True,
        "require_code_owner_review": True,
        "require_last_push_approval": True,
        "required_review_thread_resolution": False,
    }
    checks = {
        "strict_required_status_checks_policy": True,
        "required_status_checks": [{"context": name} for name in CHECKS],
    }
    return {
        "name": NAME,
        "target": "branch",
        "enforcement": "active",
        "bypass_actors": [],
        "conditions": {"ref_name": {"include": [_branch(team)], "exclude": []}},
        "rules": [
            {"type": "deletion"},
            {"type": "non_fast_forward"},
            {"type": "pull_request", "parameters": review},
            {"type": "required_status_checks", "parameters": checks},
        ],
    }


def compare(wanted: dict[str, Any], live: Any) -> list[str]:
    """Say in what a live ruleset is less strict; what it asks for beyond is its own affair."""
    if not isinstance(live, dict) or not isinstance(live.get("rules"), list):
        return ["this is not one ruleset: right: gh api repos/OWNER/NAME/rulesets/ID"]
    return list(_differences(wanted, live))


def _differences(wanted: dict[str, Any], live: dict[str, Any]) -> Iterator[str]:
    for field in ("target", "enforcement"):
        if live.get(field) != wanted[field]:
            yield f"{field}: is {live.get(field)!r}, should be {wanted[field]!r}"
    if live.get("bypass_actors") != []:
        yield f"bypass_actors: {len(live.get('bypass_actors') or []) or 'who'} may pass by; should be none, and visible to whoever compares"
    names = (live.get("conditions") or {}).get("ref_name") or {}
    for name in wanted["conditions"]["ref_name"]["include"]:
        if name not in names.get("include", []) and "~ALL" not in names.get("include", []):
            yield f"conditions: does not hold for {name}"
    if names.get("exclude"):
        yield f"conditions: leaves out {', '.join(map(str, names['exclude']))}"
    rules = {rule.get("type"): rule for rule in live["rules"] if isinstance(rule, dict)}
    for rule in wanted["rules"]:
        if rule["type"] not in rules:
            yield f"{rule['type']}: is missing"
        else:
            given = rules[rule["type"]].get("parameters") or {}
            yield from _parameters(rule["type"], rule.get("parameters", {}), given)


def _parameters(kind: str, wanted: dict[str, Any], live: dict[str, Any]) -> Iterator[str]:
    for name, value in wanted.items():
        given = live.get(name)
        if isinstance(value, list):
            known = [item.get("context") for item in given or [] if isinstance(item, dict)]
            lacking = [item["context"] for item in value if item["context"] not in known]
            if lacking:
                yield f"{kind}.{name}: lacks {', '.join(lacking)}"
        elif isinstance(value, bool):
            if value and given is not True:
                yield f"{kind}.{name}: is {given!r}, should be True"
        elif not isinstance(given, int) or given < value:
            yield f"{kind}.{name}: is {given!r}, should be {value} or more"


def _branch(team: Team) -> str:
    return f"refs/heads/{(team.repository or Home('')).branch}"
