"""YAML by way of libyaml, event by event, for what `plain_yaml.py` leaves: the profile of `strict_yaml.py` is kept here.

The document is built from libyaml's events, not by its composer: the event parser keeps
its state on the heap and refuses a thousand levels, where the composer recurses.
"""

from typing import Any

import yaml

from minbar.content.hash_signs import Lines, lines_of
from minbar.content.hidden import line_of
from minbar.content.nodes import Mapping, Node, Scalar, Sequence
from minbar.model import rules
from minbar.model.finding import Finding, Place, Rule

LIMIT_DEPTH = 8


class RefusedError(Exception):
    """Raised inside this module to leave the event loop with a finding."""

    def __init__(self, finding: Finding) -> None:
        """Carry the finding."""
        super().__init__(finding.message)
        self.finding = finding


def parse_events(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Finding]]:
    """Read one YAML document, whatever stands there; arguments and results as in `parse_yaml`."""
    lines = lines_of(text, path, first_line)
    builder = _Builder(path, first_line, lines)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except RefusedError as refusal:
        return None, [refusal.finding]
    except yaml.YAMLError as error:
        return None, [_tag_in_flow(error, lines) or _broken(error, text, path, first_line)]
    return builder.document, builder.findings


def _tag_in_flow(error: yaml.YAMLError, lines: Lines) -> Finding | None:
    """A list in one line that is broken because a hashtag in it hides its end."""
    mark = getattr(error, "problem_mark", None)
    lost = lines.in_flow(mark.line) if mark else None
    return lines.finding(lost, None) if lost else None


def _broken(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    why = getattr(error, "problem", None) or "it cannot be read"
    return rules.YAML_BROKEN.at(
        Place(path, first_line + line, column + 1),
        f"this is not valid YAML: {why} (a value with a colon, a # or a leading sign needs quotes)",
        line_of(text, line) or line_of(text, line - 1),
    )


class _Builder:
    """Turns events into nodes, refusing what the profile refuses."""

    def __init__(self, path: str, first_line: int, lines: Lines) -> None:
        self.document: Node | None = None
        self.findings: list[Finding] = []
        self._path = path
        self._first_line = first_line
        self._lines = lines
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._names: list[set[str]] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(
                rules.YAML_FEATURE_REFUSED,
                event,
                "aliases (*name) are not allowed: write the value out",
            )
        if isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._check_plain(event)
            self._add(self._scalar(event))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._check_plain(event)
            self._enter(event)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._leave(event)

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self._path, self._first_line + mark.line, mark.column + 1)

    def _refuse(self, rule: Rule, event: Any, message: str, text: str = "") -> RefusedError:
        return RefusedError(rule.at(self._place(event), message, text))

    def _start_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._refuse(
                rules.SEVERAL_DOCUMENTS,
                event,
                "a second YAML document starts here: keep one a file",
                "---",
            )
        if event.version or event.tags:
            raise self._refuse(
                rules.YAML_FEATURE_REFUSED, event, "YAML directives (%…) are not allowed"
            )

    def _check_plain(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._refuse(
                rules.YAML_FEATURE_REFUSED,
                event,
                "anchors (&name) are not allowed: write the value out",
                f"&{event.anchor}",
            )
        if event.tag is not None:
            raise self._refuse(
                rules.YAML_FEATURE_REFUSED, event, "tags (!name) are not allowed", str(event.tag)
            )

    def _scalar(self, event: Any) -> Scalar:
        place = self._place(event)
        is_key = bool(self._open) and isinstance(self._open[-1], Mapping) and self._keys[-1] is None
        if not is_key and self._is_cut(event):
            return Scalar(event.value, place.line, place.column)
        if event.value == "" and not event.style and not is_key:
            key = self._keys[-1].value if self._keys and self._keys[-1] else ""
            self.findings.append(
                rules.VALUE_EMPTY.at(
                    place, f"«{key}» has no value: fill it in or delete the line", f"{key}:"
                )
            )
        return Scalar(event.value, place.line, place.column)

    def _is_cut(self, event: Any) -> bool:
        """Tell whether a hashtag behind a value is lost, and say so."""
        if event.style in {"|", ">"}:
            mark, parent = event.start_mark, None
            lost = self._lines.behind(mark.line, mark.column + 1)
        else:
            mark = event.end_mark
            parent = self._open[-1] if self._open and not event.style else None
            lost = self._lines.after(mark.line, mark.column, parent)
        if lost:
            key = self._keys[-1] if self._keys else None
            self.findings.append(self._lines.finding(lost, key, event.value.strip()))
        return lost is not None

    def _enter(self, event: Any) -> None:
        if len(self._open) >= LIMIT_DEPTH:
            raise self._refuse(
                rules.YAML_TOO_DEEP, event, f"nested more than {LIMIT_DEPTH} levels deep"
            )
        place = self._place(event)
        node: Sequence | Mapping
        if isinstance(event, yaml.SequenceStartEvent):
            node = Sequence([], place.line, place.column)
        else:
            node = Mapping([], place.line, place.column)
        self._add(node)
        self._open.append(node)
        self._keys.append(None)
        self._names.append(set())

    def _leave(self, event: Any) -> None:
        if lost := self._lines.behind(event.end_mark.line, event.end_mark.column):
            self.findings.append(self._lines.finding(lost, None))
        self._open.pop()
        self._keys.pop()
        self._names.pop()

    def _add(self, node: Node) -> None:
        if not self._open:
            self.document = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._key(node)
        else:
            parent.entries.append((key, node))
            self._keys[-1] = None

    def _key(self, node: Node) -> Scalar:
        place = Place(self._path, node.line, node.column)
        if not isinstance(node, Scalar):
            raise RefusedError(rules.YAML_FEATURE_REFUSED.at(place, "a key must be a plain word"))
        if node.value == "<<":
            raise RefusedError(
                rules.YAML_FEATURE_REFUSED.at(
                    place, "merge keys (<<) are not allowed: write the keys out", "<<"
                )
            )
        if node.value in self._names[-1]:
            raise RefusedError(
                rules.KEY_REPEATED.at(
                    place, f"«{node.value}» is written twice: only one of them can hold", node.value
                )
            )
        self._names[-1].add(node.value)
        return node
