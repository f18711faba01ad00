"""team.yml: who works here, and whose yes a change needs."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from minbar.model.fields import ByLanguage, Email, Line, Slug, TerritoryCode
from minbar.model.patterns import find_pattern_fault
from minbar.model.ssh_keys import find_key_fault, key_blob

Login = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$",
        description="The name of a GitHub account.",
        examples=["sanae-benomar"],
    ),
]
AccountId = Annotated[
    int,
    Meta(
        ge=1,
        description="The number of a GitHub account, which stays when the name changes: gh api users/NAME --jq .id",
        examples=["101"],
    ),
]
PublicKey = Annotated[
    str,
    Meta(
        max_length=400,
        description="The line of a .pub file: ssh-ed25519, or sk-ssh-ed25519@openssh.com.",
        examples=["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI…"],
        extra={"check": find_key_fault},
    ),
]
Pattern = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=400,
        description="Paths from the top of the repository: * within a folder, ** over folders.",
        examples=["content/candidates/**"],
        extra={"check": find_pattern_fault},
    ),
]
Approvals = Annotated[
    int,
    Meta(ge=1, le=20, description="How many people have to say yes.", examples=["2"]),
]


class Account(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody at GitHub; the number counts, the name is for people and CODEOWNERS."""

    login: Login
    id: AccountId


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody of the team. Internal: never in an Edition."""

    name: ByLanguage
    role: Slug
    territory: TerritoryCode | None = None
    github: Account | None = None
    emails: tuple[Email, ...] = ()
    keys: tuple[PublicKey, ...] = ()


class ApprovalRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Who may approve a change to these paths; of several rules the last that matches counts."""

    paths: Annotated[tuple[Pattern, ...], Meta(min_length=1)]
    approvers: Annotated[tuple[Slug, ...], Meta(min_length=1)]
    approvals: Approvals = 1


class Home(Struct, frozen=True, forbid_unknown_fields=True):
    """The repository that approvals are given for, and its branch that is published.

    `id` is its number at GitHub, which reviews there are held against.
    """

    name: Line
    id: AccountId | None = None
    branch: Line = "main"


class Team(Struct, frozen=True, forbid_unknown_fields=True):
    """team.yml. Internal: never in an Edition."""

    people: dict[Slug, Person]
    rules: tuple[ApprovalRule, ...]
    repository: Home | None = None


class TeamFault(Struct, frozen=True):
    """What is wrong: the field where it stands, the text, why, and one of the sorts below."""

    mark: str
    text: str
    reason: str
    sort: str


UNKNOWN, SHARED, UNSATISFIABLE, WITHOUT_MEANS = "unknown", "shared", "unsatisfiable", "means"
FATAL = frozenset({UNKNOWN, SHARED})
"""With these a policy says nothing certain, and a verification refuses all that rests on it."""


def find_team_faults(team: Team) -> Iterator[TeamFault]:
    """Yield what the fields one by one cannot show."""
    yield from _shared(team)
    for i, rule in enumerate(team.rules):
        for j, name in enumerate(rule.approvers):
            if name not in team.people:
                yield TeamFault(f"rules.{i}.approvers.{j}", name, f"there is no «{name}»", UNKNOWN)
            elif name in rule.approvers[:j]:
                reason = f"«{name}» stands twice: one person gives one yes"
                yield TeamFault(f"rules.{i}.approvers.{j}", name, reason, SHARED)
        able = len(set(rule.approvers))
        if rule.approvals > able:
            reason = f"{rule.approvals} approvals are asked for and {able} may approve: nobody can change {rule.paths[0]}"
            yield TeamFault(f"rules.{i}.approvals", str(rule.approvals), reason, UNSATISFIABLE)
    for name in dict.fromkeys(name for rule in team.rules for name in rule.approvers):
        person = team.people.get(name)
        if person and not person.keys and not person.github:
            reason = f"«{name}» may approve and has neither keys nor a GitHub account to do it with"
            yield TeamFault(f"people.{name}", name, reason, WITHOUT_MEANS)


def identities(person: Person) -> Iterator[tuple[str, str, str]]:
    """Yield what a person is known by: field, what is compared, what is shown."""
    if person.github:
        yield "github.id", f"id {person.github.id}", str(person.github.id)
        yield "github.login", f"login {person.github.login.casefold()}", person.github.login
    for i, address in enumerate(person.emails):
        yield f"emails.{i}", f"email {address.casefold()}", address
    for i, key in enumerate(person.keys):
        yield f"keys.{i}", f"key {key_blob(key).hex()}", key


def _shared(team: Team) -> Iterator[TeamFault]:
    owners: dict[str, str] = {}
    for name, person in team.people.items():
        for field, compared, shown in identities(person):
            if compared in owners:
                reason = f"{shown} is also that of «{owners[compared]}»: each person has their own"
                yield TeamFault(f"people.{name}.{field}", shown, reason, SHARED)
            owners.setdefault(compared, name)
