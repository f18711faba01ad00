"""A history from its anchor to the commit that is to be published: accept or refuse.

Each commit of the main line is held against what stood before it, under the policy that stood there.
What cannot be read is refused.
"""

from pathlib import Path

from msgspec.structs import replace

from minbar.approvals.clearance import Clearance, Step, Verification
from minbar.approvals.evidence import Gatherer, Reviews
from minbar.approvals.git import FULL, Objects, UnreadableError
from minbar.approvals.line import Line
from minbar.approvals.memory import Memory, code_digest
from minbar.approvals.notes import read_statements
from minbar.approvals.signatures import Signatures
from minbar.approvals.statement import Statement
from minbar.approvals.walk import Walk
from minbar.model.visible import visible

__all__ = ["Clearance", "Reviews", "Step", "Verification", "verify"]

UNSHALLOW = "this is a shallow clone, which does not hold the history; right: git fetch --unshallow (in a workflow: fetch-depth: 0)"


def verify(
    repository: Path, anchor: str, ref: str = "HEAD", reviews: Reviews | None = None
) -> Verification:
    """Verify every step of the main line from the anchor to a commit.

    Args:
        repository: a folder in it; what is remembered goes to `.minbar/` there.
        anchor: a commit that is known to be good, named from outside of the repository.
        ref: the commit that is to be published.
        reviews: where reviews of pull requests come from; None asks nobody.

    Raises:
        SetupError: there is no repository, or no git, or no ssh-keygen.
    """
    with Objects(repository) as objects, Signatures() as signatures:
        if objects.is_shallow:
            return refused("", UNSHALLOW)
        try:
            first = objects.resolve(anchor)
        except UnreadableError as error:
            return refused("", f"{error}; right: --anchor with the full name of a commit of main")
        try:
            head = objects.resolve(ref)
        except UnreadableError as error:
            return refused("", f"{error}; right: --ref main")
        memory = Memory(repository, objects.common, code_digest())
        try:
            said = read_statements(objects)
            found = verify_between(objects, signatures, memory, (first, head), said, reviews)
        except UnreadableError as error:
            found = refused(head, str(error))
        memory.write()
        notes = _notes(anchor, first, memory)
    return replace(found, notes=notes)


def refused(head: str, reason: str) -> Verification:
    """The verdict where nothing can be looked at."""
    return Verification("refuse", (Step(head, "refuse", reason, (), ()),), head, {})


def _notes(anchor: str, first: str, memory: Memory) -> tuple[str, ...]:
    named = ""
    if not FULL.fullmatch(anchor):
        named = f"the anchor «{visible(anchor)}» is a name, and names can be moved; right: {first}"
    return tuple(note for note in (named, memory.note) if note)


def verify_between(
    objects: Objects,
    signatures: Signatures,
    memory: Memory,
    ends: tuple[str, str],
    statements: list[Statement],
    reviews: Reviews | None = None,
) -> Verification:
    """Verify from one commit to another, with what has been opened and read already.

    Raises:
        UnreadableError: a part of the history is missing or is not as git writes it.
    """
    heads = objects.present({statement.claim.head for statement in statements})
    line = Line(objects, *ends, heads)
    line.learn(line.names)
    gatherer = Gatherer(objects, line, signatures, statements, reviews)
    return Walk(objects, line, gatherer, memory).verify()
