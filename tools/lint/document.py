"""Read a YAML file as the generator does, with the line of every key and item, and refuse what YAML allows but JSON does not.

Not read: anything in comments, and the difference between quoted and plain text, but for text that a comment cuts.
"""

from __future__ import annotations

import math
import re
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
from ruamel.yaml.nodes import ScalarNode

Pointer = tuple[str | int, ...]
Finding = tuple[Pointer, str]
DEEPEST = 64  # levels; the spec has 20, and readers of YAML fail beyond some hundred
# Control characters, those that reorder or hide text, and half of a pair of UTF-16; in values, tabs and line ends may be escaped.
INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
CUT = "a `#` ends this text and begins a comment: put the text in quotes, or the comment on a line of its own"
LINE_ENDS = str.maketrans("", "", "\t\r\n")
# A plain scalar that looks like a switch or a number, and the numbers that every version of YAML and JSON reads in one way.
NUMBER_LIKE = re.compile(
    r"yes|no|on|off|[-+]?0[bxo][0-9a-f_]+|[-+]?[0-9][0-9_]*(:[0-9_]+)+(\.[0-9_]*)?"
    r"|[-+]?(\.[0-9]|[0-9])[0-9_]*(\.[0-9_]*)?(e[-+]?[0-9]+)?",
    re.IGNORECASE,
)
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,307})(\.[0-9]+(e[-+][0-9]+)?)?", re.IGNORECASE)
RESOLVER = YAML(typ="safe", pure=True).resolver


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
    commented: set[Pointer] = field(default_factory=set)  # plain values with a comment behind them on their line

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
            if isinstance(event, DocumentStartEvent):
                refuse_head(event, second=bool(document.lines))
        if not document.findings:  # a repeated key or an alias has no plain value
            document.value = YAML(typ="safe").load(text)
            document.findings += not_json(document.value, ())
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableError(mark.line + 1 if mark else 1, f"not YAML: {error.problem or error.context}") from None
    except (YAMLError, ValueError) as error:
        raise UnreadableError(1, f"not YAML: {str(error).splitlines()[0]}") from None
    return document


def refuse_head(event: DocumentStartEvent, *, second: bool) -> None:
    """What may not stand at the head of a document."""
    line = event.start_mark.line + 1
    if second:
        raise UnreadableError(line, "a second YAML document: keep one in the file")
    if event.version or event.tags:
        raise UnreadableError(line, "a YAML directive, which readers follow or pass over: leave it out")


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
    if found := INVISIBLE.search(text):
        raise UnreadableError(text.count("\n", 0, found.start()) + 1, refused.get(found.group(), invisible(found.group())))
    return text


def invisible(character: str) -> str:
    kind = "control" if ord(character) < 160 else "invisible"
    return f"the {kind} character U+{ord(character):04X}: take it out"


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
        kind = str(RESOLVER.resolve(ScalarNode, event.value, event.implicit)).rpartition(":")[2]
        if event.value != "<<" and kind not in ("str", "value") and not event.tag:
            self.refuse(at, f"YAML reads the key {event.value!r} as {kind}: put it in quotes")
        elif found := INVISIBLE.search(event.value):
            self.refuse(at, invisible(found.group()))
        else:
            self.refuse_ambiguous(at, event)

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
                self.refuse_cut(at, event.value, rest.lstrip())
            self.refuse_ambiguous(at, event)
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

    def refuse_ambiguous(self, at: Pointer, event: ScalarEvent) -> None:
        plain = event.style is None and not event.tag
        if plain and NUMBER_LIKE.fullmatch(event.value) and not NUMBER.fullmatch(event.value):
            self.refuse(at, f"readers of YAML differ on {event.value[:20]}: put a text in quotes, and write a number as JSON does")

    def refuse_cut(self, at: Pointer, text: str, rest: str) -> None:
        """A comment that seems to be the rest of a text: of several words, or with no blank behind its `#`."""
        if " " in text or not f"{rest} ".startswith("# "):
            self.refuse(at, CUT)

    def refuse(self, at: Pointer, text: str) -> None:
        self.document.findings.append((at, text))


def not_json(value: Any, at: Pointer) -> Iterator[Finding]:
    """What YAML reads as something that JSON has not, such as dates and numbers without end, and text that nobody sees."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from not_json(child, (*at, str(key)))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from not_json(child, (*at, index))
    elif isinstance(value, str) and (found := INVISIBLE.search(value.translate(LINE_ENDS))):
        yield at, invisible(found.group())
    elif isinstance(value, float) and not math.isfinite(value):
        yield at, f"{value} is no JSON number: write a finite one"
    elif value is not None and not isinstance(value, str | int | float | bool):
        yield at, f"YAML reads this as {type(value).__name__}: put it in quotes"
