"""What became of a document is remembered: of every kind that the verify page knows, and read back as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import AT
from minbar.build.engine import Engine, build_site
from minbar.build.fitted import decode_all, encode_all
from minbar.build.pool import Here
from minbar.packs.render import press_post
from minbar.proof.texts import FIELDS, make_passage


@contextmanager
def _fitted(root: Path) -> Iterator[Engine]:
    """A build that has come as far as its posts."""
    engine = Engine(root, root / "site", "public", AT, lambda _: None, pool=Here())
    try:
        engine.prepare()
        engine.fit()
        yield engine
    finally:
        engine.close()


def _build(root: Path) -> None:
    build_site(Engine(root, root / "site", "public", AT, lambda _: None, pool=Here()))


def _new(root: Path) -> set[str]:
    """What the next build fits anew."""
    with _fitted(root) as engine:
        last = engine._last.segment
        return {
            f"{item.kind}/{item.slug}" for item in engine.maker.posts if item.ref.segment > last
        }


def test_of_every_kind_that_is_passed_on_is_remembered_what_it_is_known_by(
    campaign_folder: Path,
) -> None:
    with _fitted(campaign_folder) as engine:
        engine.maker.need_fits()
        workshop = engine._workshop
        index = workshop.index
        fitted = decode_all(encode_all(workshop.fitted))
        shown = [document for kind in FIELDS for document in index.kind(kind)]
        assert {document.kind for document in shown} > {"messages", "programme"}
        for document in shown:
            for language in document.versions:
                one = fitted[document.kind, document.slug, language]
                posts = workshop.kits.of(document, language)
                assert one.snippets == posts
                assert one.passage == make_passage(document, language, posts)
                assert one.pressed == {post.channel: press_post(post) for post in posts}
                assert bool(posts) is (document.kind == "messages")


@pytest.mark.parametrize("name", ["messages/water", "programme/health"])
def test_only_an_edited_document_is_fitted_anew(campaign_folder: Path, name: str) -> None:
    _build(campaign_folder)
    assert _new(campaign_folder) == set()

    write(campaign_folder, f"content/{name}.ar.md", SOURCES[name].rstrip() + " كلمة أخرى.\n")
    assert _new(campaign_folder) == {name}
