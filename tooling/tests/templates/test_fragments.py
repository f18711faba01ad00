"""`{% cache %}` gives what its content would have given, and escapes what its content escapes."""

from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from minbar.templates.environment import page_environment
from minbar.templates.fragments import LIMIT_FRAGMENTS, Fragments


class Asked:
    """Notes questions as an index does."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self._outer: list[set[str]] = []

    def begin(self) -> None:
        self._outer.append(self.asked)
        self.asked = set()

    def end(self) -> frozenset[str]:
        asked = frozenset(self.asked)
        self.asked = self._outer.pop() | asked
        return asked


HOSTILE = "\"'><script>alert(1)</script>&"


def view(language: str = "fr") -> Any:
    return SimpleNamespace(language=language, fragments=Fragments(Asked()))


def render(source: str, seen: Any, base: str = "../", **values: object) -> str:
    template = page_environment({}).from_string(source)
    return template.render(view=seen, base=base, **values)


def test_a_fragment_is_made_once_for_a_key() -> None:
    calls: list[str] = []
    template = page_environment({}).from_string("{% cache key %}{{ make(key) }}{% endcache %}")
    seen = view()
    said = [
        template.render(view=seen, base="../", key=key, make=lambda key: calls.append(key) or key)
        for key in ("a", "b", "a", "b")
    ]

    assert said == ["a", "b", "a", "b"]
    assert calls == ["a", "b"]


def test_languages_and_depths_are_kept_apart() -> None:
    template = page_environment({}).from_string(
        "{% cache code %}<a href='{{ base }}'>{{ view.language }}{{ code }}</a>{% endcache %}"
    )
    views = [view("ar"), view("fr")]
    for _ in range(2):
        for seen in views:
            for base in ("../", "../../"):
                for code in ("01", "02"):
                    assert template.render(view=seen, base=base, code=code) == (
                        f"<a href='{base}'>{seen.language}{code}</a>"
                    )


def test_neighbours_with_the_same_key_are_kept_apart() -> None:
    source = "{% cache a %}1{{ a }}{% endcache %}{% cache a %}2{{ a }}{% endcache %}{% cache %}3{% endcache %}"
    seen = view()

    assert [render(source, seen, a="x") for _ in range(2)] == ["1x2x3"] * 2


def test_hostile_text_stays_text_whether_made_or_remembered() -> None:
    source = '{% cache name %}<p title="{{ name }}">{{ name }}</p>{% endcache %}'
    seen = view()
    escaped = str(jinja2.filters.escape(HOSTILE))

    for _ in range(2):
        assert render(source, seen, name=HOSTILE) == f'<p title="{escaped}">{escaped}</p>'


def test_what_is_set_inside_stays_inside() -> None:
    source = "{% set x = 'out' %}{% cache %}{% set x = 'in' %}{{ x }}{% endcache %}{{ x }}"
    seen = view()

    assert [render(source, seen) for _ in range(2)] == ["inout"] * 2


def test_it_works_in_loops_and_macros_and_inside_itself() -> None:
    source = (
        "{% macro item(view, base, x) %}{% cache x %}[{{ x }}]{% endcache %}{% endmacro %}"
        "{% for x in xs %}{% cache 'outer', x, loop.first %}{{ loop.first }}{{ item(view, base, x) }}{% endcache %}{% endfor %}"
    )
    seen = view()

    assert render(source, seen, xs=["a", "b"]) == "True[a]False[b]"
    assert render(source, seen, xs=["b", "a", "b"]) == "True[b]False[a]False[b]"


@pytest.mark.parametrize(
    "source",
    [
        "{% cache nothing %}x{% endcache %}",
        "{% macro m(view) %}{% cache %}x{% endcache %}{% endmacro %}{{ m(none) }}",
        "{% cache %}{{ nothing }}{% endcache %}",
    ],
)
def test_a_missing_name_is_an_error_as_elsewhere(source: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        render(source, view())


def test_it_must_end() -> None:
    with pytest.raises(jinja2.TemplateSyntaxError, match="endcache"):
        render("{% cache x %}y", view())


def test_memory_is_bounded() -> None:
    fragments = Fragments(Asked())
    for number in range(2 * LIMIT_FRAGMENTS + 1):
        assert fragments[(number,)] is None
        fragments.keep((number,), "x")
    last = 2 * LIMIT_FRAGMENTS

    assert fragments[(last,)] == "x"
    assert fragments[(0,)] is None


def test_whoever_takes_a_fragment_has_asked_what_it_asked() -> None:
    template = page_environment({}).from_string(
        "{% cache a %}{{ ask('outer') }}{% cache %}{{ ask('inner') }}{% endcache %}{% endcache %}"
    )
    notes = Asked()
    seen = SimpleNamespace(fragments=Fragments(notes))
    asked = []
    for a in ("x", "x", "y"):
        notes.begin()
        template.render(view=seen, base="", a=a, ask=lambda name: notes.asked.add(name) or "")
        asked.append(notes.end())

    assert asked == [{"outer", "inner"}] * 3


def test_a_key_that_may_change_is_refused_with_a_reason() -> None:
    with pytest.raises(jinja2.TemplateRuntimeError, match="unhashable type: 'list'"):
        render("{% cache items %}{{ items }}{% endcache %}", view(), items=["a"])
