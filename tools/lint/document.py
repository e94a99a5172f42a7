"""Read a YAML file as the generator does, with the line of every key and item, and refuse what YAML allows but JSON does not.

Not read: anything in comments, and the difference between quoted and plain text, but for text that a comment cuts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

Pointer = tuple[str | int, ...]
Finding = tuple[Pointer, str]
DEEPEST = 64  # levels; the spec has 20, and readers of YAML fail beyond some hundred


class UnreadableError(Exception):
    """A file that is no YAML document: `line` (from 1) and what is wrong."""

    def __init__(self, line: int, text: str) -> None:
        self.line, self.text = line, text
        super().__init__(text)


@dataclass
class Document:
    """What a file says: plain Python values, and where each of them stands."""

    value: Any = None
    lines: dict[Pointer, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    commented: set[Pointer] = field(default_factory=set)  # plain text with a comment behind it on its line

    def line_of(self, at: Pointer) -> int:
        """The line, from 1, of the deepest step of a pointer that the file has."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


def pointer_text(at: Pointer) -> str:
    """A JSON pointer (RFC 6901)."""
    return "/" + "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in at)


def read(path: Path) -> Document:
    """The document in a file; raises UnreadableError where there is none."""
    text = text_of(path)
    document = Document()
    try:
        for event in Places(document, text).events():
            if isinstance(event, DocumentStartEvent) and event.explicit and document.lines:
                raise UnreadableError(event.start_mark.line + 1, "a second YAML document: keep one in the file")
        if not document.findings:  # a repeated key or an alias has no plain value
            document.value = YAML(typ="safe").load(text)
            document.findings += not_json(document.value, ())
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableError(mark.line + 1 if mark else 1, f"not YAML: {error.problem or error.context}") from None
    except (YAMLError, ValueError) as error:
        raise UnreadableError(1, f"not YAML: {str(error).splitlines()[0]}") from None
    return document


def text_of(path: Path) -> str:
    """The file's text with LF between its lines; raises UnreadableError for what is not plain UTF-8 text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(1, f"cannot be read: {error.strerror}") from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(line, f"not UTF-8 (byte {data[error.start]:#04x}): save the file as UTF-8") from None
    text = text.replace("\r\n", "\n")  # git turns CRLF into LF on the way in
    refused = {
        "\ufeff": "a byte order mark: save as UTF-8 without BOM",
        "\t": "a tab: write blanks",
        "\r": "a lone CR: end lines with LF",
    }
    for index, character in enumerate(text):
        control = (ord(character) < 32 and character != "\n") or 127 <= ord(character) < 160
        if character in refused or control:
            reason = refused.get(character, f"the control character U+{ord(character):04X}: take it out")
            raise UnreadableError(text.count("\n", 0, index) + 1, reason)
    return text


@dataclass
class Frame:
    """A mapping or a list that is open: its pointer, and the key or index that comes next."""

    at: Pointer
    keys: set[str] | None  # None in a list
    key: str | None = None
    index: int = 0


class Places:
    """Follow the events of a YAML text and note where each key and item stands."""

    def __init__(self, document: Document, text: str) -> None:
        self.document, self.text, self.rows = document, text, text.split("\n")
        self.frames: list[Frame] = []

    def events(self) -> Iterator[Event]:
        for event in YAML(typ="safe", pure=True).parse(StringIO(self.text)):
            yield event
            self.follow(event)

    def follow(self, event: Event) -> None:
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.frames.pop()
        elif isinstance(event, ScalarEvent) and self.is_key():
            self.note_key(event)
        elif isinstance(event, ScalarEvent | AliasEvent | MappingStartEvent | SequenceStartEvent):
            self.note_value(event)

    def is_key(self) -> bool:
        return bool(self.frames) and self.frames[-1].keys is not None and self.frames[-1].key is None

    def note_key(self, event: ScalarEvent) -> None:
        frame, line = self.frames[-1], event.start_mark.line + 1
        assert frame.keys is not None  # noqa: S101 - is_key() was true
        at = (*frame.at, str(event.value))
        if event.value in frame.keys:
            self.refuse(at, f"the key {event.value!r} stands twice (first in line {self.document.lines[at]}): keep one")
        if event.value == "<<":
            self.refuse(at, "a YAML merge key: write the keys out, or name the part and write a $ref")
        frame.keys.add(event.value)
        frame.key = event.value
        self.document.lines[at] = line
        self.refuse_marks(at, event)

    def note_value(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if self.is_key():
            raise UnreadableError(line, "a key that is not text: write a name")
        at = self.place(line)
        self.refuse_marks(at, event)
        if isinstance(event, ScalarEvent):
            rest = self.rows[event.end_mark.line][event.end_mark.column :] if event.style is None else ""
            if rest.lstrip().startswith("#"):
                self.document.commented.add(at)
        elif not isinstance(event, AliasEvent):
            if len(self.frames) >= DEEPEST:
                raise UnreadableError(line, f"nested deeper than {DEEPEST} levels: name a part and write a $ref")
            self.frames.append(Frame(at, set() if isinstance(event, MappingStartEvent) else None))

    def place(self, line: int) -> Pointer:
        """The pointer of the value that begins here."""
        if not self.frames:
            self.document.lines[()] = line
            return ()
        frame = self.frames[-1]
        if frame.keys is None:
            at: Pointer = (*frame.at, frame.index)
            self.document.lines[at] = line
            frame.index += 1
            return at
        at, frame.key = (*frame.at, str(frame.key)), None
        return at

    def refuse_marks(self, at: Pointer, event: Any) -> None:
        if isinstance(event, AliasEvent) or event.anchor:
            self.refuse(at, "a YAML anchor or alias: name the part under components and write a $ref")
        if getattr(event, "tag", None):
            self.refuse(at, f"the YAML tag {event.tag}: write plain values")

    def refuse(self, at: Pointer, text: str) -> None:
        self.document.findings.append((at, text))


def not_json(value: Any, at: Pointer) -> Iterator[Finding]:
    """What YAML reads as something that JSON has not: dates, .nan, keys that are no text."""
    if isinstance(value, dict):
        for key, child in value.items():
            if not isinstance(key, str):
                yield (*at, str(key)), f"YAML reads the key {key!r} as {type(key).__name__}: put it in quotes"
            yield from not_json(child, (*at, str(key)))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from not_json(child, (*at, index))
    elif isinstance(value, float) and not math.isfinite(value):
        yield at, f"{value} is no JSON number: write a finite one"
    elif value is not None and not isinstance(value, str | int | float | bool):
        yield at, f"YAML reads this as {type(value).__name__}: put it in quotes"
