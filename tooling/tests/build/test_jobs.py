"""What jobs give is the same in the process that asked for it; a file is put where it has to be written."""

import os
import pickle
from pathlib import Path

from minbar.build.jobs import Done, Dones, Entries, put
from minbar.build.state import Output
from minbar.build.steps import Made
from minbar.content.entry import Entry
from minbar.content.tree import UNSTAMPED
from minbar.model import rules
from minbar.model.finding import Place

ENTRY = Entry(
    "content/candidates/ع.ar.md",
    b"\x00\xff",
    findings=(rules.PATHS_COLLIDE.at(Place("a", 2, 3), "said", "a", related=("b",)),),
    targets=("content/a.md",),
    publish=1.5,
    called="ا".encode(),
)
DONE = Done(Made("list/01", ("a", "b"), faulty=False), (Output("a", UNSTAMPED),), (0,))


def test_what_is_sent_is_what_was_given() -> None:
    for given in (Entries([ENTRY, Entry("a", b"")]), Dones([DONE]), Entries()):
        sent = pickle.loads(pickle.dumps(given))

        assert (sent, type(sent)) == (given, type(given))


def test_a_file_is_written_where_it_differs_and_never_changed_in_place(tmp_path: Path) -> None:
    folder, second = str(tmp_path), tmp_path / "second"
    output, is_new = put(folder, "a/b/c.html", b"one")
    os.link(tmp_path / "a/b/c.html", second)

    assert is_new
    assert put(folder, "a/b/c.html", b"one") == (output, False)
    assert put(folder, "a/b/c.html", b"two")[1]
    assert (tmp_path / "a/b/c.html").read_bytes() == b"two"
    assert second.read_bytes() == b"one"
