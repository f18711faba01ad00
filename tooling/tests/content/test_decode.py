"""Every fault of a file in one run, each at its own place; and what holds for any input."""

import unicodedata
from zoneinfo import ZoneInfo

from campaigns import SOURCES, source_digest
from hypothesis import given, settings
from hypothesis import strategies as st
from minbar.content.decode import Decoder
from minbar.content.documents import Parsed, Translation, digest_text, parse_document
from minbar.content.front_matter import parse_front_matter
from minbar.content.nodes import Mapping, Node, Scalar, Sequence
from minbar.content.plan import Plan, example_of, plan_fields
from minbar.content.strict_yaml import parse_yaml
from minbar.content.territory import parse_territory
from minbar.model.document import Desk
from minbar.model.finding import Finding
from minbar.model.kinds import KINDS
from minbar.model.kinds.page import PageFacts

UTC = ZoneInfo("UTC")
VALUES = ["7", "07", "1.5", "-3", "null", "true", "no", "m", "draft", "water", "Bad_Slug", "الصحة", "~", "\u3164", "a\u200f", "a\u202eb", "", "«a»",
    "https://a.example/b", "http://a.example", "2026-10-05", "themes/a.webp", "polls_close", "MAD", "a\n", "a b", "²", "a" * 500]  # fmt: skip
PLANK = """\
---
theme: health
ordre: 1
measures:
  clinics:
    figure: many
    cost: -5
    by: 29
    sources:
      - name: {ar: HCP}
        url: http://www.hcp.ma/
        dat: 2026-09-10
  Bad_Slug: {}
summary: مستوصفات.
promises:
  clinics: {unit: مستوصفا}
---

<script>x</script>
"""


def parse(text: str, kind: str, *, is_source: bool = True) -> tuple[Parsed | None, list[Finding]]:
    return parse_document(text, "p.md", KINDS[kind], "ar", UTC, is_source=is_source)


def places(findings: list[Finding]) -> set[tuple[str, int, int]]:
    return {(finding.code, finding.line, finding.column) for finding in findings}


scalars = st.builds(Scalar, st.sampled_from(VALUES), st.just(3), st.integers(1, 90))
nodes = st.one_of(
    scalars,
    st.lists(scalars, max_size=2).map(lambda items: Sequence(items, 3, 1)),
    st.lists(st.tuples(scalars, scalars), max_size=2, unique_by=lambda entry: entry[0].value).map(
        lambda entries: Mapping(entries, 3, 1)
    ),
)


def right_node(plan: Plan) -> Node:
    """A right value, from a field's own example."""
    if plan.shape is tuple:
        return Sequence([right_node(plan.parts[0])], 3, 1)
    if plan.shape is dict:
        key = right_node(plan.parts[0])
        assert isinstance(key, Scalar)
        return Mapping([(key, right_node(plan.parts[1]))], 3, 1)
    return Scalar(example_of("a", plan.wanted).removeprefix("a: ") or "ar", 3, 1)


@settings(max_examples=3000, deadline=None)
@given(st.data(), st.sampled_from(sorted(KINDS)))
def test_what_is_converted_at_once_is_what_is_converted_one_by_one(
    data: st.DataObject, name: str
) -> None:
    kind = KINDS[name]
    for types in ((kind.facts, kind.text, Desk), (kind.text, Translation)):
        fields = plan_fields(types)
        wanted = sorted(fields.required) + data.draw(
            st.lists(st.sampled_from(sorted(fields.by_key)), max_size=2)
        )
        entries = [
            (Scalar(key, 2, 1), data.draw(st.just(right_node(fields.by_key[key].plan)) | nodes))
            for key in dict.fromkeys(wanted)
        ]
        quick, full = Decoder("a.md", UTC), Decoder("a.md", UTC)
        made = quick._at_once(Mapping(entries, 2, 1), fields, types)
        if made is not None:
            assert full._one_by_one(Mapping(entries, 2, 1), fields, types) == made
            assert (full.findings, list(full.marks.items())) == ([], list(quick.marks.items()))


def test_all_faults_of_a_plank_at_their_places() -> None:
    parsed, findings = parse(PLANK, "programme")
    assert parsed is None
    assert places(findings) == {
        ("ST001", 3, 1),  # ordre: did you mean order?
        ("ST002", 2, 1),  # order and title are missing
        ("ST003", 6, 13),  # figure
        ("ST003", 7, 11),  # cost
        ("ST003", 8, 9),  # by
        ("ST003", 11, 14),  # url
        ("ST001", 12, 9),  # dat: did you mean date?
        ("ST003", 13, 3),  # Bad_Slug
        ("ST002", 16, 12),  # says is missing
        ("RD018", 19, 1),  # <script>
        ("RD018", 19, 10),  # </script>
    }
    said = " ".join(finding.message for finding in findings)
    for word in ("did you mean «order»?", "did you mean «date»?", "«title» is missing", "«says»"):
        assert word in said
    assert all(finding.example for finding in findings)


def test_a_translation_does_not_write_shared_fields() -> None:
    text = "---\ntranslates: nothing\ntheme: water\nnote: x\ntitel: Eau\nshort: Eau.\n---\n"
    _, findings = parse(text, "messages", is_source=False)
    assert places(findings) == {
        ("ST001", 3, 1),
        ("ST001", 4, 1),
        ("ST003", 2, 13),
        ("ST001", 5, 1),
        ("ST002", 2, 1),
    }


FIELDS = ["order: 3", "title: عنوان", "summary: ملخص", "note: سر", "publish: 2026-10-05"]


@given(st.permutations(FIELDS))
def test_the_order_of_fields_does_not_matter(fields: list[str]) -> None:
    parsed, findings = parse("\n".join(["---", *fields, "---", "نص"]), "pages")
    first, _ = parse("\n".join(["---", *FIELDS, "---", "نص"]), "pages")
    assert findings == []
    assert parsed is not None
    assert first is not None
    assert isinstance(parsed.facts, PageFacts)
    assert (parsed.facts, parsed.desk, parsed.version.text, parsed.version.digest) == (
        first.facts,
        first.desk,
        first.version.text,
        first.version.digest,
    )


@given(st.permutations(["ordre: 3", "titel: عنوان", "summary: [a]", "note:", "publish: tomorrow"]))
def test_the_same_faults_are_found_in_any_order(fields: list[str]) -> None:
    _, findings = parse("\n".join(["---", *fields, "---", ""]), "pages")
    # «order» and «title» are missing, and what is empty is also too short for its form
    assert sorted({finding.code for finding in findings}) == ["RD011", "ST001", "ST002", "ST003"]
    assert len([finding for finding in findings if finding.code == "ST001"]) == 2
    assert {finding.line for finding in findings if finding.code != "ST002"} == {2, 3, 4, 5, 6}


LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@given(st.lists(LINES.filter(lambda line: line != "---"), max_size=6), st.lists(LINES, max_size=6))
def test_splitting_is_undone_by_joining(header: list[str], body: list[str]) -> None:
    text = "\n".join(["---", *header, "---", *body])
    split, findings = parse_front_matter(text, "p")
    assert findings == []
    assert split is not None
    lines = text.split("\n")
    assert split.header.split("\n") == (lines[1 : 1 + len(header)] or [""])
    assert split.body == "\n".join(body)
    assert split.body_line == len(header) + 3
    assert lines[split.body_line - 1 :] == body


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30))
def test_the_digest_is_that_of_the_nfc_text(words: str) -> None:
    parsed, _ = parse("---\norder: 1\ntitle: a\nsummary: b\n---\n", "pages")
    assert parsed is not None
    text, nfc = parsed.version.text, unicodedata.normalize("NFC", words)
    assert digest_text(text, nfc) == digest_text(text, unicodedata.normalize("NFC", nfc))
    assert (digest_text(text, words) == digest_text(text, nfc)) == (words == nfc)


def test_a_known_digest_never_changes() -> None:
    # Every translation of every campaign names one of these: another algorithm outdates them all.
    assert source_digest("messages/water", SOURCES["messages/water"]) == "0fc6ec21cce9"


def test_a_shared_field_does_not_outdate_a_translation() -> None:
    source = SOURCES["messages/water"]
    changed = source.replace("theme: water", "theme: health")
    assert source_digest("messages/water", source) == source_digest("messages/water", changed)


@settings(max_examples=300)
@given(st.text(max_size=60) | st.text("[]{}&*!|>'\"%@`#-:, \n\tab?<", max_size=60))
def test_yaml_is_taken_or_refused_never_raised(text: str) -> None:
    node, findings = parse_yaml(text, "p", 2)
    assert node is None or not any(finding.code == "RD005" for finding in findings)
    assert all(finding.line >= 2 and finding.column >= 1 for finding in findings)


WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=12)


@given(st.dictionaries(WORDS.map(lambda word: f"k{word}"), WORDS.map(lambda word: f"v{word}")))
def test_plain_maps_come_back_as_they_were_written(words: dict[str, str]) -> None:
    node, findings = parse_yaml("".join(f"{k}: {v}\n" for k, v in words.items()), "p")
    assert findings == []
    entries = node.entries if isinstance(node, Mapping) else []
    read = {key.value: value.value for key, value in entries if isinstance(value, Scalar)}
    assert read == words
    assert [key.line for key, _ in entries] == list(range(1, len(words) + 1))


@given(st.text(max_size=80) | st.text('code,parent"\n01.', max_size=80))
def test_a_table_is_taken_or_refused_never_raised(text: str) -> None:
    tree, findings = parse_territory(text, "content/territory.csv", ("ar", "fr"))
    assert len(tree) or findings
