"""What is sent to another machine is enough, and what comes back is what is made here."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from campaigns import write
from demonstration import AT, REPOSITORY, call_minbar, copy_campaign, read_tree
from minbar.build import far
from minbar.build.engine import Engine, build_site
from minbar.build.far import ERRANDS, Supplies, do_far, kin
from minbar.build.jobs import clear_away
from minbar.build.tools import Tools

EVERYBODY = """\
{% for contest in settings.contests %}{% for person in view.index.in_contest(contest) %}
<p>{{ view.heading(person) }}</p>{% endfor %}{% endfor %}
"""


class Elsewhere:
    """A pool that sends everything as bytes, to a place that has no disk of this machine's."""

    workers = 2
    inherits = False

    def __init__(self) -> None:
        self.sent = 0
        self.again = 0
        self._supplies: dict[str, Supplies] = {}

    def run(self, step: Callable[[Any], Any], jobs: Iterable[Any]) -> Iterator[Any]:
        if step not in ERRANDS:
            yield from map(step, jobs)
            return
        errand = ERRANDS[step]
        for job in jobs:
            parcel = errand.pack(job)
            while parcel is not None:
                made = self._send(errand, job, parcel)
                result, parcel = errand.keep(job, parcel, made)
                self.again += parcel is not None
                yield result

    def start(self, step: Callable[[Any], Any], job: Any) -> Callable[[], Any]:
        if step not in ERRANDS:
            return lambda: step(job)
        return lambda: next(self.run(step, [job]))

    def close(self) -> None:
        """Nothing was taken."""

    def _send(self, errand: far.Errand, job: Any, parcel: Any) -> Any:
        self.sent += 1
        materials = errand.materials(job)
        needs: list[Any] = [None, None, None]
        if materials:
            if materials.ground not in self._supplies:
                sent = pickle.dumps(Supplies(Path(materials.ground).read_bytes()))
                self._supplies[materials.ground] = pickle.loads(sent)
            files = (materials.fitted, materials.shells)
            needs = [self._supplies[materials.ground]] + [
                Path(path).read_bytes() if path else None for path in files
            ]
        work, parcel = pickle.loads(pickle.dumps((errand.work, parcel)))
        return pickle.loads(pickle.dumps(do_far(work, kin(), parcel, *needs)))


def _build_elsewhere(root: Path, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    monkeypatch.setattr(Tools, "is_much", lambda self, jobs, least=None: jobs > 0)
    pool = Elsewhere()
    build_site(Engine(root, root / "site", "public", AT, print, pool))
    return pool


def _plain(root: Path, folder: Path) -> dict[str, bytes]:
    copy_campaign(root, folder)
    done = call_minbar("build", "--at", AT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return read_tree(folder / "site")


def test_everything_can_be_made_elsewhere(
    campaign_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = _build_elsewhere(campaign_folder, monkeypatch)

    assert pool.sent > 4
    assert pool.again == 0
    assert read_tree(campaign_folder / "site") == _plain(campaign_folder, tmp_path / "plain")


def test_the_campaigns_own_templates_and_theme_travel_along(
    campaign_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = (REPOSITORY / "templates/theme/main.html").read_text("utf-8")
    write(
        campaign_folder,
        "templates/theme/main.html",
        theme.replace('content="Minbar"', 'content="Ours"'),
    )
    write(campaign_folder, "templates/assets/own.css", "p { color: teal }\n")
    write(campaign_folder, "templates/pages/clip.html", "<h1>{{ page.title }}</h1>\n")
    write(campaign_folder, "mkdocs.yml", (REPOSITORY / "mkdocs.yml").read_bytes())
    _build_elsewhere(campaign_folder, monkeypatch)
    made = read_tree(campaign_folder / "site")

    assert "assets/own.css" in made
    assert b'content="Ours"' in made["ar/index.html"]
    assert made == _plain(campaign_folder, tmp_path / "plain")


def test_a_page_that_shows_all_candidates_is_sent_what_it_lacked(
    campaign_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(campaign_folder, "templates/pages/page.html", EVERYBODY)
    pool = _build_elsewhere(campaign_folder, monkeypatch)
    made = read_tree(campaign_folder / "site")

    assert pool.again > 0
    assert "سعيد العمراني".encode() in made["ar/contact.html"]
    assert made == _plain(campaign_folder, tmp_path / "plain")


def test_candidates_of_many_places_are_all_sent_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "national"
    assert call_minbar("scaffold", "--candidates", "30", str(root), cwd=tmp_path).returncode == 0
    write(root, "templates/pages/handbook.html", EVERYBODY)
    _build_elsewhere(root, monkeypatch)

    assert read_tree(root / "site") == _plain(root, tmp_path / "plain")


def test_another_minbar_makes_nothing() -> None:
    other = far.Kin(kin().python, "another")
    with pytest.raises(far.StrangerError, match="another Minbar is there"):
        do_far(lambda bench, parcel: None, other, None, None, None, None)


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    yield
    clear_away()
