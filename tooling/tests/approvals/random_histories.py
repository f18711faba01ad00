"""Small histories made at random, and a slow and simple judge of them that shares no code with Minbar.

The judge knows the history as it was made (files as dictionaries, who signed what); it reads no git. A
history is a list of events; the judge says accept or refuse from the issue's rules alone:

    every step needs, for every path that changes, enough distinct people of the last rule that matches,
    none of whom wrote the change; a step without is healed when every path that it changed is again what
    was approved, or when somebody entitled states it; signatures and statements bind exact trees; several
    commits of one rebase need one yes, to all of them; who is entitled is said by the policy that was
    approved last, and one that cannot be read is never approved.
"""

import random
from dataclasses import dataclass, field

PATHS = ("content/m/a.md", "content/m/b.md", "content/c/x.md", "content/c/y.md", "tool/t.py")
PEOPLE = ("lead", "deputy", "maintainer", "writer")
TEAM = "content/team.yml"
ALL = (*PATHS, TEAM)
BROKEN = "broken"
Rules = dict[str, tuple[tuple[str, ...], int]]
"""By the beginning of a path: who may approve it, and how many of them have to."""
FIRST: Rules = {
    "content/m/": (("lead",), 1),
    "content/c/": (("lead", "deputy"), 1),
    "tool/": (("lead", "maintainer"), 2),
    TEAM: (("lead", "maintainer"), 2),
}
POLICIES: dict[str, Rules] = {
    "first": FIRST,
    "deputy": FIRST | {"content/m/": (("lead", "deputy"), 1), "tool/": (("maintainer",), 1)},
    "strict": FIRST | {"content/c/": (("lead", "deputy"), 2), TEAM: (("lead", "deputy"), 2)},
    "writer": FIRST | {"content/m/": (("writer",), 1)},
}
"""What the policy says, by what stands in its file; what is not here cannot be read."""

Files = dict[str, str]


@dataclass
class Event:
    """One step of the main line, as it was made.

    `kind`: merge (two parents), squash, push, rebase (`steps` are then the trees of its commits, the last
    one `tree`, each by the one of `wrote` at its place); `tree` what it ends with; `head` the files of the branch,
    `clean` what git would make of it on top of the base; `wrote` who made the branch's commits, `by` who
    authored the step itself; `signed` who signed the merge; `stated` (person, of the head or of the step
    itself, right or wrong in one field).
    """

    kind: str
    by: str
    wrote: tuple[str, ...]
    head: Files
    clean: Files
    tree: Files
    behind: bool = False
    signed: str = ""
    stated: list[tuple[str, str, str]] = field(default_factory=list)
    steps: list[Files] = field(default_factory=list)


def first() -> Files:
    """What stands at the anchor."""
    return dict.fromkeys(PATHS, "0") | {TEAM: "first"}


def make(seed: int, length: int = 3) -> list[Event]:
    """A history of a few steps; about half of the steps are lawful."""
    rng = random.Random(seed)
    stack = [first()]
    events = []
    for number in range(rng.randint(1, length)):
        base = stack[-1]
        event = _event(rng, f"{seed}.{number}", base, stack)
        events.append(event)
        stack.append(event.tree)
    return events


def _event(rng: random.Random, mark: str, base: Files, stack: list[Files]) -> Event:
    kind = rng.choice(["merge", "merge", "merge", "squash", "squash", "push", "rebase", "rebase"])
    if kind == "rebase":
        return _rebase(rng, mark, base, stack)
    if kind == "push":
        back = rng.random() < 0.5
        tree = dict(rng.choice(stack)) if back else _edited(rng, mark, base)
        by = rng.choice(PEOPLE)
        event = Event("push", by, (by,), tree, tree, tree)
        if rng.random() < 0.7:
            event.stated += [(person, "step", _slip(rng)) for person in ("lead", "maintainer")]
        return event
    behind = len(stack) > 1 and rng.random() < 0.3
    start = stack[-2] if behind else base
    head = _edited(rng, mark, start)
    wrote = tuple(rng.choice(["writer", "writer", *PEOPLE]) for _ in range(rng.randint(1, 2)))
    clean = merged(start, base, head)
    if clean is None:
        behind, start, clean = False, base, {}
        head = _edited(rng, mark, base)
        clean = head
    tree = dict(clean)
    if rng.random() < 0.15:
        tree[rng.choice(PATHS)] = f"evil {mark}"
    event = Event(kind, rng.choice(PEOPLE), wrote, head, clean, tree, behind)
    if kind == "merge" and rng.random() < 0.8:
        event.signed = rng.choice(["lead", "lead", "deputy", "maintainer", "writer"])
    if rng.random() < 0.6:
        event.wrote, event.tree = ("writer",), dict(clean)
        event.stated = [("lead", "head", ""), ("maintainer", "head", "")]
    for _ in range(rng.choice([0, 1, 1, 2])):
        over = rng.choice(["head", "head", "head", "step"])
        event.stated.append((rng.choice(PEOPLE), over, _slip(rng)))
    return event


def _rebase(rng: random.Random, mark: str, base: Files, stack: list[Files]) -> Event:
    """Two or three commits, each of which puts something new somewhere, on another base than they were made on."""
    behind = len(stack) > 1 and rng.random() < 0.5
    start = stack[-2] if behind else base
    count = rng.choice([2, 2, 3])
    edits = [(path, f"{mark} {i}") for i, path in enumerate(rng.choices(PATHS, k=count))]
    if (
        rng.random() < 0.2
    ):  # what the policy says must be new too, or it may bring back what was approved
        edits[-1] = (TEAM, rng.choice([name for name in (*POLICIES, BROKEN) if name != base[TEAM]]))
    head = start | dict(edits)
    if merged(start, base, head) != base | dict(edits):
        behind, head = False, base | dict(edits)
    steps = [base | dict(edits[: i + 1]) for i in range(count)]
    clean = dict(steps[-1])
    if rng.random() < 0.15:
        steps[-1][rng.choice(PATHS)] = f"evil {mark}"
    wrote = tuple(rng.choice(["writer", "writer", "writer", *PEOPLE]) for _ in range(count))
    event = Event("rebase", "", wrote, head, clean, steps[-1], behind, steps=steps)
    if rng.random() < 0.6:
        event.wrote = ("writer",) * count
        event.stated = [(person, "head", "") for person in ("lead", "maintainer")]
    for _ in range(rng.choice([0, 1, 2])):
        over = rng.choice(["head", "head", "step"])
        event.stated.append((rng.choice(PEOPLE), over, _slip(rng)))
    return event


def _slip(rng: random.Random) -> str:
    return rng.choice(["", "", "", "", "", "repository", "ref", "base", "tree", "paths", "forged"])


def _edited(rng: random.Random, mark: str, files: Files) -> Files:
    made = dict(files)
    for path in rng.sample(PATHS, rng.choice([1, 1, 2])):
        if path in made and rng.random() < 0.2 and len(made) > 2:
            del made[path]
        else:
            made[path] = mark
    if rng.random() < 0.2:
        made[TEAM] = rng.choice([*POLICIES, *POLICIES, BROKEN])
    return made


def merged(start: Files, ours: Files, theirs: Files) -> Files | None:
    """Three ways, whole files; None where both sides changed one file."""
    made = dict(ours)
    for path in ALL:
        was, here, there = start.get(path), ours.get(path), theirs.get(path)
        if here == there or there == was:
            continue
        if here != was:
            return None
        if there is None:
            made.pop(path, None)
        else:
            made[path] = there
    return made


def expect(events: list[Event]) -> bool:
    """The verdict, worked out from the end of each step backwards over all that was not approved."""
    before = first()
    approved: dict[str, str | None] = dict(before)
    spoilt: set[str] = set()
    for event in events:
        if not event.steps or _is_good(event, before, event.tree, approved, spoilt):
            _go(event, before, event.tree, approved, spoilt)
        else:
            for tree in event.steps:  # nobody has said yes to one of them alone
                _go(None, before, tree, approved, spoilt)
                before = tree
        before = event.tree
    return not spoilt


def _differing(before: Files, after: Files) -> set[str]:
    return {path for path in ALL if before.get(path) != after.get(path)}


def _back(
    changed: set[str], after: Files, approved: dict[str, str | None], spoilt: set[str]
) -> set[str]:
    return {path for path in changed & spoilt if after.get(path) == approved.get(path)}


def _is_good(
    event: Event | None,
    before: Files,
    after: Files,
    approved: dict[str, str | None],
    spoilt: set[str],
) -> bool:
    changed = _differing(before, after)
    need = changed - _back(changed, after, approved, spoilt)
    if not need:
        return True
    if event is None or (TEAM in need and after.get(TEAM) not in POLICIES):
        return False
    rules = POLICIES[str(approved[TEAM])]
    return all(_enough(path, event, rules) for path in need)


def _go(
    event: Event | None,
    before: Files,
    after: Files,
    approved: dict[str, str | None],
    spoilt: set[str],
) -> None:
    """Take one step: what is approved then, and what is spoilt."""
    changed = _differing(before, after)
    is_good = _is_good(event, before, after, approved, spoilt)
    back = _back(changed, after, approved, spoilt)
    for path in changed - back:
        if is_good and path not in spoilt:
            approved[path] = after.get(path)
        elif not is_good:
            spoilt.add(path)
    spoilt -= back


def _enough(path: str, event: Event, rules: Rules) -> bool:
    able, count = next(rule for top, rule in rules.items() if path.startswith(top))
    return len({person for person in _yes(event) if person in able}) >= count


def _yes(event: Event) -> set[str]:
    """Everybody who said yes to exactly this step and wrote nothing of it."""
    said = set()
    own = {event.by} if event.kind == "squash" else set()
    if event.signed and event.tree == event.clean and event.signed not in event.wrote:
        said.add(event.signed)
    for person, over, slip in event.stated:
        if slip:
            continue
        if over == "head" and event.tree == event.clean and person not in {*event.wrote, *own}:
            said.add(person)
        others = set() if event.kind == "squash" else set(event.wrote)
        if over == "step" and person not in {event.by, *others}:
            said.add(person)
    return said
