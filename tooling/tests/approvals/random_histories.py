"""Small histories made at random, and a slow and simple judge of them that shares no code with Minbar.

The judge knows the history as it was made (files as dictionaries, who signed what); it reads no git. A
history is a list of events; the judge says accept or refuse from the issue's rules alone:

    every step needs, for every path that changes, enough distinct people of the last rule that matches,
    none of whom wrote the change; a step without is healed when every path that it changed is again what
    was approved, or when somebody entitled states it; signatures and statements bind exact trees.
"""

import random
from dataclasses import dataclass, field

PATHS = ("content/m/a.md", "content/m/b.md", "content/c/x.md", "content/c/y.md", "tool/t.py")
PEOPLE = ("lead", "deputy", "maintainer", "writer")
RULES = {
    "content/m/": (("lead",), 1),
    "content/c/": (("lead", "deputy"), 1),
    "tool/": (("lead", "maintainer"), 2),
}
POLICY = RULES["tool/"]
"""What the policy itself asks for."""

Files = dict[str, str]


@dataclass
class Event:
    """One step of the main line, as it was made.

    `kind`: merge (two parents), squash, push; `tree` what it ends with; `head` the files of the branch,
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


def make(seed: int, length: int = 3) -> list[Event]:
    """A history of a few steps; about half of the steps are lawful."""
    rng = random.Random(seed)
    base: Files = dict.fromkeys(PATHS, "0")
    stack = [base]
    events = []
    for number in range(rng.randint(1, length)):
        base = stack[-1]
        event = _event(rng, f"{seed}.{number}", base, stack)
        events.append(event)
        stack.append(event.tree)
    return events


def _event(rng: random.Random, mark: str, base: Files, stack: list[Files]) -> Event:
    kind = rng.choice(["merge", "merge", "merge", "squash", "squash", "push"])
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


def _slip(rng: random.Random) -> str:
    return rng.choice(["", "", "", "", "", "repository", "ref", "base", "tree", "paths", "forged"])


def _edited(rng: random.Random, mark: str, files: Files) -> Files:
    made = dict(files)
    for path in rng.sample(PATHS, rng.choice([1, 1, 2])):
        if path in made and rng.random() < 0.2 and len(made) > 2:
            del made[path]
        else:
            made[path] = mark
    return made


def merged(start: Files, ours: Files, theirs: Files) -> Files | None:
    """Three ways, whole files; None where both sides changed one file."""
    made = dict(ours)
    for path in PATHS:
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
    before: Files = dict.fromkeys(PATHS, "0")
    approved: dict[str, str | None] = dict(before)
    spoilt: set[str] = set()
    for event in events:
        changed = {path for path in PATHS if before.get(path) != event.tree.get(path)}
        back = {path for path in changed & spoilt if event.tree.get(path) == approved.get(path)}
        need = changed - back
        is_good = all(_enough(path, event, changed) for path in need)
        for path in need:
            if is_good and path not in spoilt:
                approved[path] = event.tree.get(path)
            elif not is_good:
                spoilt.add(path)
        spoilt -= back
        before = event.tree
    return not spoilt


def _enough(path: str, event: Event, changed: set[str]) -> bool:
    able, count = next(rule for top, rule in RULES.items() if path.startswith(top))
    yes = {person for person in _yes(event) if person in able}
    return bool(changed) and len(yes) >= count


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
