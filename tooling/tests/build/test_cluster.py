"""A site that a cluster makes is the site that one machine makes, whatever happens to its workers."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from campaigns import write
from dask_cluster import DaskCluster, dask_cluster, die
from demonstration import AT, REPOSITORY, Built, call_minbar, copy_campaign, read_tree
from minbar.build.cluster import Cluster
from minbar.build.engine import Engine, build_site
from minbar.build.far import ERRANDS, Errand
from minbar.build.jobs import do_making
from minbar.model.setup import SetupError

ANOTHER = "import minbar.build.state as state; state.code_digest = lambda: b'another'"
WITHOUT = "import sys; sys.modules['minbar'] = None"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("dask") / "cluster") as running:
        yield running


def _build(root: Path, address: str) -> subprocess.CompletedProcess[str]:
    return call_minbar("build", "--at", AT, "--dask", address, cwd=root)


def test_it_makes_the_same_site_cold_and_after_edits(
    national: Built, cluster: DaskCluster, tmp_path: Path
) -> None:
    root = copy_campaign(national.root, tmp_path / "campaign")
    done = _build(root, cluster.address)
    assert done.returncode == 0, done.stderr
    assert read_tree(root / "site") == read_tree(national.site)

    for number, path in enumerate(sorted((root / "content/candidates").rglob("*.md"))):
        path.write_text(f"{path.read_text('utf-8')}\nجملة {number}.\n", "utf-8")
    done = _build(root, cluster.address)
    assert done.returncode == 0, done.stderr
    plain = copy_campaign(root, tmp_path / "plain")
    assert call_minbar("build", "--at", AT, cwd=plain).returncode == 0
    assert read_tree(root / "site") == read_tree(plain / "site") != read_tree(national.site)


class Killing(Cluster):
    """A cluster that loses a worker in the middle of making pages."""

    def __init__(self, cluster: DaskCluster, victim: str) -> None:
        super().__init__(cluster.address)
        self._victim = cluster.workers[victim]
        self._name = victim
        self.was_busy_with = 0
        self.left_to_do = 0

    def run(self, step: Callable[[Any], Any], jobs: Iterable[Any]) -> Iterator[Any]:
        todo = list(jobs)
        for number, result in enumerate(super().run(step, todo)):
            yield result
            is_making_pages = step is do_making and "place/" in str(todo[-1].units)
            if is_making_pages and number > len(todo) // 4 and self._victim.poll() is None:
                self._kill(len(todo) - number - 1)

    def _kill(self, left: int) -> None:
        info = self._open().scheduler_info(n_workers=-1)["workers"]
        address = next(key for key, worker in info.items() if worker["id"] == self._name)
        processing = self._open().processing()[address]
        if processing:
            self.was_busy_with, self.left_to_do = len(processing), left
            self._victim.send_signal(signal.SIGKILL)
            self._victim.wait(10)


def test_a_worker_that_is_killed_midway_changes_nothing(national: Built, tmp_path: Path) -> None:
    root = copy_campaign(national.root, tmp_path / "campaign")
    with dask_cluster(tmp_path / "dask") as cluster:
        pool = Killing(cluster, "worker-1")
        build_site(Engine(root, root / "site", "public", AT, print, pool))

        assert cluster.workers["worker-1"].returncode == -signal.SIGKILL
        assert cluster.workers["worker-0"].poll() is None
    assert pool.was_busy_with > 0
    assert pool.left_to_do > 5
    assert read_tree(root / "site") == read_tree(national.site)


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making pages kills the worker that does it."""
    errand = Errand("making", lambda job: job, die, lambda *_: (None, None), lambda _: None)
    monkeypatch.setitem(ERRANDS, do_making, errand)


@pytest.mark.usefixtures("deadly")
def test_a_job_that_kills_workers_again_and_again_is_named(tmp_path: Path) -> None:
    few = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    with dask_cluster(tmp_path / "dask", env=few) as cluster:
        pool = Cluster(cluster.address)
        with pytest.raises(SetupError, match=r"the making has killed 2 workers.*its log says why"):
            list(pool.run(do_making, [None]))
        pool.close()
        assert [worker.wait(10) for worker in cluster.workers.values()] == [-9, -9]


@pytest.mark.usefixtures("deadly")
def test_a_cluster_that_loses_all_workers_is_not_waited_for_forever(tmp_path: Path) -> None:
    with dask_cluster(tmp_path / "dask", workers=1) as cluster:
        pool = Cluster(cluster.address, forsaken_s=0.1)
        with pytest.raises(SetupError, match=r"has lost all its workers: start some"):
            list(pool.run(do_making, [None]))
        pool.close()


@pytest.mark.usefixtures("deadly")
def test_a_scheduler_that_goes_is_told(tmp_path: Path) -> None:
    with dask_cluster(tmp_path / "dask", workers=1) as cluster:
        pool = Cluster(cluster.address)
        cluster.scheduler.kill()
        cluster.scheduler.wait()
        with pytest.raises(SetupError, match=r"scheduler at tcp://.* is gone: start it"):
            list(pool.run(do_making, [None]))
        pool.close()


def test_a_worker_with_another_minbar_is_refused(campaign_folder: Path, tmp_path: Path) -> None:
    with dask_cluster(tmp_path / "dask", workers=1) as cluster:
        cluster.add_worker("another", before=ANOTHER)
        cluster.wait_for_workers(2)
        done = _build(campaign_folder, cluster.address)

    assert done.returncode == 2
    assert "minbar: worker tcp://127.0.0.1:" in done.stderr
    assert "would make other pages: another Minbar is there" in done.stderr
    assert not (campaign_folder / "site").exists()


def test_a_worker_without_minbar_is_refused(campaign_folder: Path, tmp_path: Path) -> None:
    with dask_cluster(tmp_path / "dask", workers=0) as cluster:
        cluster.add_worker("without", before=WITHOUT)
        cluster.wait_for_workers(1)
        done = _build(campaign_folder, cluster.address)

    assert done.returncode == 2
    assert "minbar: worker tcp://127.0.0.1:" in done.stderr
    assert "install this Minbar there" in done.stderr


def test_a_cluster_without_workers_is_refused(
    campaign_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minbar.build.cluster.WORKERS_S", 0.2)
    with dask_cluster(tmp_path / "dask", workers=0) as cluster:
        done = _build(campaign_folder, cluster.address)

    assert done.returncode == 2
    assert "has no workers: start some" in done.stderr
    assert f"right: dask worker {cluster.address} --nthreads 1" in done.stderr


@pytest.mark.parametrize(
    "address",
    ["", "nonsense.invalid", "ftp://127.0.0.1:1", "tcp://127.0.0.1:x", "tcp://127.0.0.1:{port}"],
)
def test_an_address_without_a_scheduler_is_refused(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("minbar.build.cluster.CONNECT_S", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = _build(campaign_folder, address.format(port=port))

    assert done.returncode == 2, done.stderr
    assert "there is no Dask scheduler at" in done.stderr
    assert "right: dask scheduler, then --dask tcp://HOST:8786" in done.stderr


def test_without_distributed_it_says_what_to_install(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = _build(campaign_folder, "tcp://127.0.0.1:8786")

    assert done.returncode == 2
    assert "minbar: --dask needs distributed" in done.stderr
    assert "pip install 'minbar[cluster]'" in done.stderr


def test_a_fault_in_a_template_is_told_as_it_is_here(
    national: Built, cluster: DaskCluster, tmp_path: Path
) -> None:
    root = copy_campaign(national.root, tmp_path / "campaign")
    text = (REPOSITORY / "templates/pages/candidate.html").read_text("utf-8")
    write(root, "templates/pages/candidate.html", text + "{{ nobody.knows }}\n")
    far, here = _build(root, cluster.address), call_minbar("build", "--at", AT, cwd=root)

    assert (far.returncode, here.returncode) == (2, 2), far.stderr + here.stderr
    assert "candidate.html:" in far.stderr
    assert "'nobody' is undefined" in far.stderr
    assert far.stderr == here.stderr


def test_threads_of_one_worker_do_not_mix(national: Built, tmp_path: Path) -> None:
    root = copy_campaign(national.root, tmp_path / "campaign")
    with dask_cluster(tmp_path / "dask", workers=0) as cluster:
        cluster.add_worker("threads", threads=3)
        cluster.wait_for_workers(1)
        done = _build(root, cluster.address)

    assert done.returncode == 0, done.stderr
    assert read_tree(root / "site") == read_tree(national.site)
