"""The files of the verify page: whole, small, the same each time, and silent about what was withdrawn."""

import json
from typing import Any

import pytest
from minbar.proof import Passage, digest_passages
from minbar.proof.fold import words_of
from minbar.proof.render import COMMON, TEXTS_LIMIT_BYTES, render_verify
from minbar.proof.shingles import choose_runs, whole_number
from minbar.proof.texts import Said, number_texts, write_row
from minbar.proof.withdrawn import digest_words

CLINIC = "في بنسليمان مستوصف يفتح ليلًا منذ 12 مارس، وفيه 3 ممرضات وطبيبة.\n\nنريد مثله في كل جماعة قبل نهاية 2030."
GONE = "نعدكم بجسر جديد فوق الوادي في شهر واحد، بكلفة 40 مليون درهم.\n\nهذا وعد نوقعه أمامكم اليوم ولن نتراجع عنه أبدًا مهما كان."


def passage(slug: str, *texts: str) -> Passage:
    said = [Said(text, ("whatsapp",)) for text in texts]
    row = write_row("messages", slug, "ar", f"عنوان {slug}", said)
    return Passage(row, number_texts(map(words_of, texts)))


def files(passages: list[Passage], gone: list[Passage] | None = None) -> dict[str, Any]:
    over = {"withdrawn": digest_passages(gone or [])}
    return {name: json.loads(data) for name, data in render_verify(passages, over)}


def look(made: dict[str, Any], run: int) -> list[int]:
    index = made["verify/index.json"]
    part = made[f"verify/runs/{run % index['runs']}.json"]
    found: list[int] = part.get(str(run // index["runs"]), [])
    return found


def test_a_text_is_found_by_each_of_its_runs_and_as_a_whole() -> None:
    made = files([passage("bridge", "جسر قديم فوق نهر كبير"), passage("clinic", CLINIC)])
    words = words_of(CLINIC)

    assert all(look(made, run) == [1] for run in choose_runs(words))
    assert look(made, whole_number(words)) == [1]
    assert made["verify/texts/0.json"][1] == [
        "messages", "clinic", "ar", "عنوان clinic",
        [CLINIC.split("\n")[0], "", CLINIC.split("\n")[2]], [[[0, 1, 2], ["whatsapp"]]],
    ]  # fmt: skip


def test_a_passage_gives_its_texts_as_they_were_written() -> None:
    assert passage("clinic", CLINIC, GONE).texts == (
        Said(CLINIC, ("whatsapp",)),
        Said(GONE, ("whatsapp",)),
    )


def test_many_texts_are_cut_into_small_files() -> None:
    passages = [passage(f"m{n}", f"{CLINIC} رقم {n} {'كلام ' * n}") for n in range(200)]
    sizes = {name: len(data) for name, data in render_verify(passages, {})}
    made = {name: json.loads(data) for name, data in render_verify(passages, {})}
    starts = made["verify/index.json"]["texts"]

    assert max(sizes.values()) < 2 * TEXTS_LIMIT_BYTES
    assert starts[0] == 0
    for at, start in enumerate(starts):
        assert made[f"verify/texts/{at}.json"][0][1] == f"m{start}"
    assert made["verify/index.json"]["bytes"] == sum(sizes.values()) - sizes["verify/index.json"]


def test_of_what_many_say_some_are_listed_and_each_as_a_whole() -> None:
    passages = [passage(f"m{n}", f"{CLINIC} رقم {n}") for n in range(3 * COMMON)]
    made = files(passages)

    assert look(made, choose_runs(words_of(CLINIC))[0]) == list(range(COMMON))
    assert look(made, whole_number(words_of(f"{CLINIC} رقم 70"))) == [70]


def test_what_many_say_word_for_word_is_found() -> None:
    made = files([passage(f"m{n}", CLINIC) for n in range(3 * COMMON)])

    assert look(made, whole_number(words_of(CLINIC))) == list(range(COMMON))


def test_a_withdrawn_text_is_known_and_cannot_be_read() -> None:
    made = files([passage("clinic", CLINIC)], [passage("gone", GONE)])
    whole, parts = made["verify/over.json"]["withdrawn"]

    assert digest_words(words_of(GONE.replace("40", "٤٠") + " https://x.example/")) in whole
    assert {digest_words(words_of(line)) for line in GONE.split("\n\n")} <= {*parts}
    said = json.dumps(made, ensure_ascii=False)
    assert not [word for word in ("الوادي", "نتراجع", "gone") if word in said]


def test_a_correction_may_repeat_what_it_corrects() -> None:
    kept = GONE.split("\n\n")[1]
    made = files([passage("new", f"لن نبني الجسر في شهر واحد.\n\n{kept}")], [passage("gone", GONE)])
    whole, parts = made["verify/over.json"]["withdrawn"]

    assert digest_words(words_of(GONE)) in whole
    assert digest_words(words_of(kept)) not in {*whole, *parts}


@pytest.mark.parametrize("passages", [[], [passage("clinic", CLINIC)]], ids=["none", "one"])
def test_the_same_bytes_each_time(passages: list[Passage]) -> None:
    over = {"expired": digest_passages([passage("gone", GONE)])}

    assert dict(render_verify(passages, over)) == dict(render_verify(passages, over))
