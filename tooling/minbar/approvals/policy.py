"""team.yml as a verification reads it: whose yes a path needs, and who is who.

Nothing is guessed: a file with a fault gives no policy, and without one nothing is accepted.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from zoneinfo import ZoneInfo

from msgspec import Struct

from minbar.approvals.clearance import Evidence
from minbar.content.decode import WRONG, Decoder
from minbar.content.files import LIMIT_BYTES, parse_text
from minbar.content.nodes import Mapping
from minbar.content.strict_yaml import parse_yaml
from minbar.model import rules
from minbar.model.patterns import matches
from minbar.model.ssh_keys import key_blob
from minbar.model.team import FATAL, UNSATISFIABLE, ApprovalRule, Home, Team, find_team_faults

TEAM = "content/team.yml"
BRANCHES = "refs/heads/"
_NOREPLY = re.compile(r"(?:([0-9]+)\+)?([a-z0-9-]+)@users\.noreply\.github\.com")


class Approval(Struct, frozen=True):
    """That somebody said yes to what a commit brings, and who wrote what it brings."""

    person: str
    evidence: Evidence
    head: str
    writers: frozenset[str] = frozenset()

    @property
    def counts(self) -> bool:
        """Tell whether the yes is another's than the writers'."""
        return self.person not in self.writers


class Lack(Struct, frozen=True):
    """A path that too few people said yes to."""

    path: str
    said: tuple[str, ...]
    rule: ApprovalRule | None = None
    number: int = 0

    def others(self, writers: Collection[str]) -> set[str]:
        """Who can still say yes: those of the rule who neither have said so nor wrote a part of it."""
        return set(self.rule.approvers if self.rule else ()) - {*self.said, *writers}

    def stuck(self, writers: Collection[str]) -> str:
        """Say why there can never be enough; empty where there can."""
        if self.rule is None:
            return f"nobody may approve {self.path}"
        if len(self.others(writers)) >= self.rule.approvals - len(self.said):
            return ""
        own = sorted(set(self.rule.approvers).intersection(writers))
        return f"{', '.join(own)} wrote a part of it, and too few others may approve {self.path}"


class Policy:
    """Whose yes counts where."""

    def __init__(self, team: Team) -> None:
        """Look people up by what they are known by; no two of them share it."""
        self.team = team
        self.home = team.repository
        people = team.people.items()
        self._keys = {key_blob(key): name for name, person in people for key in person.keys}
        self._emails = {mail.casefold(): name for name, each in people for mail in each.emails}
        self._accounts = {each.github.id: name for name, each in people if each.github}
        self._logins = {each.github.login.casefold(): name for name, each in people if each.github}

    @property
    def ref(self) -> str:
        """The branch that is published."""
        return BRANCHES + (self.home.branch if self.home else Home("").branch)

    def by_key(self, key: bytes) -> str:
        """Whose key it is; empty where it is nobody's."""
        return self._keys.get(key, "") if key else ""

    def by_account(self, number: int) -> str:
        """Who has this number at GitHub."""
        return self._accounts.get(number, "")

    def by_address(self, address: str) -> str:
        """Who writes under an address; GitHub's own addresses name an account."""
        folded = address.strip().casefold()
        found = _NOREPLY.fullmatch(folded)
        if found and found[1]:
            return self._accounts.get(int(found[1]), "")
        if found:
            return self._logins.get(found[2], "")
        return self._emails.get(folded, "")

    def rule_of(self, path: str) -> tuple[int, ApprovalRule] | None:
        """The last rule that matches, with its place from 1; None where nobody may approve."""
        rules = list(enumerate(self.team.rules, start=1))
        for number, rule in reversed(rules):
            if any(matches(pattern, path) for pattern in rule.paths):
                return number, rule
        return None

    def sayers(self, path: str, approvals: Collection[Approval]) -> list[Approval]:
        """The approvals that count for a path."""
        found = self.rule_of(path)
        able = found[1].approvers if found else ()
        return [each for each in approvals if each.counts and each.person in able]

    def lacking(self, paths: Iterable[str], approvals: Collection[Approval]) -> Iterator[Lack]:
        """Yield the paths that too few distinct people said yes to."""
        for path in paths:
            found = self.rule_of(path)
            said = {each.person for each in self.sayers(path, approvals)}
            if found is None:
                yield Lack(path, ())
            elif len(said) < found[1].approvals:
                yield Lack(path, tuple(sorted(said)), found[1], found[0])


def parse_policy(data: bytes) -> tuple[Policy | None, str]:
    """Read the bytes of a team.yml.

    Returns:
        The policy; or None, and what is wrong, as `line:column: why`.
    """
    if len(data) > LIMIT_BYTES:
        return None, f"{TEAM} is larger than {LIMIT_BYTES // 1024} kB"
    text, findings = parse_text(data, TEAM)
    node, faults = parse_yaml(text, TEAM) if text is not None else (None, [])
    # What a comment says changes nothing of who may approve: history that has one stays readable.
    findings = findings + [fault for fault in faults if fault.code != rules.TAG_LOST.code]
    if not findings and isinstance(node, Mapping):
        decoder = Decoder(TEAM, ZoneInfo("UTC"))
        made = decoder.fields(node, Team)[Team]
        findings = decoder.findings
        if made is not WRONG and not findings:
            return _checked(made)
    if not findings:
        return None, f"{TEAM}: keys with values are expected"
    first = findings[0]
    return None, f"{TEAM}:{first.line}:{first.column}: {first.message}"


def _checked(team: Team) -> tuple[Policy | None, str]:
    for fault in find_team_faults(team):
        if fault.sort in FATAL:
            return None, f"{TEAM}: {fault.mark}: {fault.reason}"
    return Policy(team), ""


def find_lockout(data: bytes) -> str:
    """Say why nobody could change a team.yml again, once it stands; empty where somebody can."""
    policy, reason = parse_policy(data)
    if policy is None:
        return reason
    found = policy.rule_of(TEAM)
    if found is None:
        return f"no rule of the new {TEAM} matches {TEAM}: nobody could change it again"
    stuck = {fault.mark for fault in find_team_faults(policy.team) if fault.sort == UNSATISFIABLE}
    if f"rules.{found[0] - 1}.approvals" in stuck:
        return f"rule {found[0]} of the new {TEAM} asks for more people than it names"
    return ""
