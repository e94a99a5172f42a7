"""What is new in the vendor's published description: `make drift PAGES="https://... page.md probe.json -"`.

A page is the Markdown that the vendor publishes for one endpoint, with its OpenAPI blocks inside, or such a block alone, by URL, by
file name, or - for standard input. What spec/departures.yaml records as departed from on purpose is not reported; what upstream has
caught up with is. An entry covers a difference at the facets that it names, with exactly its two values; `*` stands for an
operation at the beginning and for anything within a part of a facet elsewhere. Where both values are lists of the same length and
the facet has a single value, the first belongs to the first, the second to the second. Exit status 1: there is something new; 2: a
page or report could not be read, and the others were.

A report of a probe is evidence about the open questions of spec/README.md. It is a JSON object, `{"probe": 1, "answers":
{"unknown_target": 422, "list_target_id_type": ["integer", "string"]}}`: question -> what was measured, or a list of that. A
question about a status takes the status; one about a type takes the JSON type's name, or `absent`; null is no answer. See
QUESTIONS.

What it does not do: it compares servers, media types, security and parameters, but no words, so that a rule which a page states
in prose alone, such as the one on the form of ids, is not seen; neither does it compare names of schemas, the order of properties
and the content of conditions that only one side has. It follows no reference out of a page, and it never says that an entry may
go because a published node is gone: only that both sides say the same now.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
import textwrap
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from tools.facets import ABSENT, Facets, SpecError, Value, aligned, changes, facets, problems, taken_apart, told, words
from tools.sync import ROOT, SPEC

DEPARTURES = "spec/departures.yaml"
README = "spec/README.md"
MARKS = ("<!-- departures -->", "<!-- /departures -->")
BLOCK = re.compile(r"^[ \t]*(?P<fence>`{3,}|~{3,})(?P<text>[^\n]*\n.*?)^[ \t]*(?P=fence)", re.MULTILINE | re.DOTALL)
Departure = dict[str, Any]
UNCOMPARED = (":class", ":constructor", ":untyped", " openapi")  # Python's own, and what pages are careless about
SHOWN = 3
FOLDED = 4  # so many children of one place that differ alike are one line


class DriftError(Exception):
    """One line for the person who typed the command."""


def load(path: Path) -> Any:
    return YAML(typ="safe").load(path)


def page_text(name: str) -> str:
    """A page by URL, by file name, or from standard input."""
    try:
        if name == "-":
            return sys.stdin.read().removeprefix("\ufeff")
        if name.startswith("https://"):
            with urllib.request.urlopen(name, timeout=30) as answer:  # noqa: S310 - https only
                return str(answer.read().decode("utf-8-sig"))
        if "://" in name:
            raise DriftError(f"cannot read {name}: a page is an https:// address, a file, or - for standard input")
        return Path(name).read_text(encoding="utf-8-sig")
    except (OSError, ValueError, HTTPException) as error:
        raise DriftError(f"cannot read {name}: {error}") from None


def openapi_of(page: str, name: str) -> list[dict[str, Any]]:
    """The OpenAPI descriptions inside a page, or the one that it is."""
    texts = [textwrap.dedent(block["text"].partition("\n")[2]) for block in BLOCK.finditer(page)]
    found = [spec for spec in (description(text, name) for text in texts or [page]) if spec is not None]
    if not found:
        raise DriftError(f"{name} holds no OpenAPI block: expected a fenced yaml or json block with `paths`")
    return [spec for spec in found if spec["paths"] and isinstance(spec["paths"], dict)] or found[:1]


def description(text: str, name: str) -> dict[str, Any] | None:
    """The document with `paths` that a text holds; None where it is something else."""
    if "paths" not in text:
        return None
    try:
        spec = YAML(typ="safe").load(text)
    except (YAMLError, ValueError):
        return None
    except RecursionError:
        raise DriftError(f"{name}: its OpenAPI block is nested too deeply") from None
    return spec if isinstance(spec, dict) and "paths" in spec else None


def published_facets(spec: dict[str, Any], name: str) -> Facets:
    """The facets of a page; raises DriftError where it describes no operation."""
    try:
        found = facets(spec)
    except SpecError as error:
        raise DriftError(f"{name}: {error}") from None
    if not found:
        raise DriftError(f"{name}: `paths` holds no operation")
    return found


# Departures ------------------------------------------------------------------------------------------------------------


def matches(pattern: str, facet: str) -> bool:
    """Whether a facet is one that a pattern names: `*` is an operation at the beginning, and stays within its part elsewhere."""
    first, rest = (r"\S+ \S+ ", pattern[2:]) if pattern.startswith("* ") else ("", pattern)
    return re.fullmatch(first + "[^: ]*".join(map(re.escape, rest.split("*"))), facet) is not None


def recorded(departure: Departure, facet: str, published: Value, ours: Value) -> bool:
    """Whether a departure covers a difference: at a facet that it names, with its values."""
    return any(matches(pattern, facet) for pattern in departure["at"]) and meant(departure, published, ours)


def meant(departure: Departure, published: Value, ours: Value) -> bool:
    """Whether the two values are the ones of a record, as a whole or as the same member of its two lists."""
    if same(departure["published"], published) and same(departure["ours"], ours):
        return True
    pairs = [str(departure[side]).split(", ") for side in ("published", "ours")]
    single = isinstance(published, str) and isinstance(ours, str) and len(pairs[0]) == len(pairs[1])
    return single and (published, ours) in zip(*pairs, strict=True)


def same(record: object, value: Value) -> bool:
    if isinstance(value, frozenset):
        return frozenset(str(record).split(", ")) == value
    return str(record) == words(value)


def obsolete(departure: Departure, pattern: str, published: Facets, ours: Facets, found: set[str]) -> bool:
    """Whether upstream has caught up: a place that the record names says on both sides what is ours, and none differs."""
    if any(matches(pattern, facet) for facet in found):
        return False
    if departure["ours"] == ABSENT:
        parent = re.sub(r"(\[\]|\.[^.\[\]]+)$", "", pattern)
        there = any(matches(parent, facet) and held(ours, facet) for facet in published)
        return there and not any(matches(pattern, facet) for facet in published)
    both = (facet for facet in published.keys() | ours.keys() if held(published, facet) and held(ours, facet))
    named = [facet for facet in both if matches(pattern, facet)]
    return any(is_ours(departure, told(ours, facet)) and told(published, facet) == told(ours, facet) for facet in named)


def is_ours(departure: Departure, value: Value) -> bool:
    return same(departure["ours"], value) or (isinstance(value, str) and value in str(departure["ours"]).split(", "))


def held(side: Facets, facet: str) -> bool:
    """Whether a side has the place of a facet, be it without the aspect."""
    place, _, aspect = facet.rpartition(":")
    return facet in side or (bool(aspect) and (place in side or f"{place}:type" in side))


# The report ------------------------------------------------------------------------------------------------------------


def report(published: Facets, ours: Facets, departures: list[Departure]) -> list[str]:
    """A line for each difference that is not recorded, for what cannot be read, and for each record that has become obsolete."""
    ours, published = aligned(ours, {facet: value for facet, value in published.items() if not facet.endswith(UNCOMPARED)})
    operations = {taken_apart(facet)[0] for facet in published}
    shared = operations & ours.keys()
    unknown = [f"new:      {name}: published, not in our spec" for name in sorted((operations - shared) & published.keys())]
    unread = unread_places(published)
    ours, published = (
        {facet: value for facet, value in side.items() if taken_apart(facet)[0] in shared and not facet.endswith(UNCOMPARED)}
        for side in (ours, published)
    )
    found = changes(published, ours)
    new = {
        facet: f"published {words(values[0])}, ours {words(values[1])}"
        for facet, values in found.items()
        if not facet.endswith(":problem") and not any(recorded(departure, facet, *values) for departure in departures)
    }
    old = [
        f"obsolete: {pattern}: ours {departure['ours']} is published now; take it out of {DEPARTURES}"
        for departure in departures
        for pattern in departure["at"]
        if obsolete(departure, pattern, published, ours, set(found))
    ]
    return unknown + unread + [f"new:      {line}" for line in folded(new)] + old


def folded(new: dict[str, str]) -> list[str]:
    """A line for each difference; one for all children of a place that differ in the same aspect and values, if there are many."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for facet, text in new.items():
        place, _, aspect = facet.rpartition(":")
        parent, _, child = place.rpartition(".")
        groups.setdefault((parent, aspect, text) if place else (facet, "", text), []).append(child)
    alike = {group: children for group, children in groups.items() if len(children) >= FOLDED}
    lines = []
    for facet, text in new.items():
        place, _, aspect = facet.rpartition(":")
        group = (place.rpartition(".")[0], aspect, text)
        if group not in alike:
            lines.append(f"{facet}: {text}")
        elif alike[group]:
            some = ", ".join(alike[group][:SHOWN])
            lines.append(f"{group[0]}.*:{aspect}: {text} ({len(alike[group])} places: {some}, ...)")
            alike[group] = []
    return lines


def unread_places(published: Facets) -> list[str]:
    """One line for all places of a page that cannot be read."""
    places = problems(published)
    if not places:
        return []
    more = f"; and {len(places) - SHOWN} more" if places[SHOWN:] else ""
    return [f"unread:   {'; '.join(places[:SHOWN])}{more}; nothing below is compared"]


# Evidence --------------------------------------------------------------------------------------------------------------

LINK, UNLINK = "linkAppointment", "unlinkAppointment"
ANSWER = "response.200.data"
# Question -> the operation whose response statuses, or the place whose types, answer it; None where the spec says nothing of it.
QUESTIONS: dict[str, tuple[str, str] | None] = {
    "unknown_target": (LINK, "status"),
    "unlink_missing": (UNLINK, "status"),
    "link_status": (LINK, "status"),
    "list_link_id_type": (LINK, f"{ANSWER}.links[].id"),
    "list_target_id_type": (LINK, f"{ANSWER}.links[].target_id"),
    "profile_linkable": (LINK, f"{ANSWER}.links[].linkable"),
    "empty_meta": (LINK, f"{ANSWER}.meta"),
    "timestamp_type": (LINK, f"{ANSWER}.scheduled_start_at"),
    "aliases": (LINK, "request.type"),
    "errors_without_accept": None,
    "repeat_link": None,
    "throttle_headers": None,
}


def probe_of(text: str, name: str) -> dict[str, Any] | None:
    """The answers of a probe's report; None where the text is none."""
    *_, last = text.strip().splitlines() or [""]  # behind its Markdown, if the report has that too
    document = None
    for form in (text, last):
        with suppress(ValueError):
            document = document or json.loads(form)
    if not isinstance(document, dict) or "probe" not in document:
        return None
    answers = document.get("answers")
    if document["probe"] != 1 or not isinstance(answers, dict):
        raise DriftError(f'{name}: not a report of a probe: expected {{"probe": 1, "answers": {{question: value}}}}')
    return answers


def evidence(answers: dict[str, Any], ours: Facets, questions: dict[str, str]) -> Iterator[tuple[bool, str]]:
    """For each answer whether the spec agrees with it, and a line that says so. `questions`: id -> the question in words."""
    for name, measured in answers.items():
        question = f"{name} ({questions[name]})" if name in questions else name
        if name not in QUESTIONS:
            yield False, f"unknown:  {name}: not a question; expected one of {', '.join(QUESTIONS)}"
        elif (asked := QUESTIONS[name]) is None:
            yield True, f"answered: {question}: {json.dumps(measured)}; the spec says nothing of it"
        else:
            values = measured if isinstance(measured, list) else [] if measured is None else [measured]
            if not values:
                yield True, f"answered: {question}: nothing was measured"
                continue
            refused = [value for value in values if not admitted(ours, *asked, value)]
            verdict = f"the spec does not have {', '.join(map(json.dumps, refused))}" if refused else "as the spec has it"
            yield not refused, f"{'differs: ' if refused else 'answered:'} {question}: {json.dumps(measured)}; {verdict}"


def admitted(ours: Facets, operation_id: str, place: str, value: object) -> bool:
    """Whether the spec allows what was measured at a place of an operation."""
    named = (facet for facet, found in ours.items() if facet.endswith(" operationId") and found == operation_id)
    operation = taken_apart(next(named, ""))[0] if operation_id in ours.values() else ""
    at = f"{operation} {place}"
    if place == "status":
        return re.fullmatch(r"[1-5]\d\d", str(value)) is not None and any(
            f"{operation} response.{status}" in ours for status in (value, f"{str(value)[:1]}XX")
        )
    if value == ABSENT:
        return ours.get(f"{at}:required") == "false"
    types, enum = ours.get(f"{at}:type", frozenset()), ours.get(f"{at}:enum")
    if enum is not None:
        return value in enum
    fits = {str(value)} | ({"number"} if value == "integer" else set())
    return "any" in types or not fits.isdisjoint(types) or (value == "null" and ours.get(f"{at}:nullable") == "true")


def open_questions(readme: str) -> dict[str, str]:
    """Id -> question, from the rows of the README that begin with ids in backticks."""
    rows = re.findall(r"^\| (?P<ids>`[^|]*`) \| (?P<question>[^|]*) \|", readme, re.MULTILINE)
    return {name: question.strip() for ids, question in rows for name in re.findall(r"`(\w+)`", ids)}


# The command -----------------------------------------------------------------------------------------------------------


def table(departures: list[Departure]) -> str:
    rows = ["| Where | Published | Ours | Why | Evidence | Confidence |", "|---|---|---|---|---|---|"]
    for entry in departures:
        where = "<br>".join(f"`{pattern}`" for pattern in entry["at"])
        rows.append(
            f"| {where} | {entry['published']} | {entry['ours']} | {entry['why']} | {entry['evidence']} | {entry['confidence']} |"
        )
    return "\n".join(rows)


def with_table(text: str, departures: list[Departure]) -> str:
    """The README with its table made anew between the two marks."""
    head, rest = text.split(MARKS[0], 1)
    _, tail = rest.split(MARKS[1], 1)
    return f"{head}{MARKS[0]}\n{table(departures)}\n{MARKS[1]}{tail}"


def run(root: Path, names: list[str]) -> tuple[bool, list[str], list[str]]:
    """Whether there is anything to look at in these pages and reports, every line, and what is neither page nor report."""
    ours = facets(load(root / SPEC))
    departures: list[Departure] = load(root / DEPARTURES)
    readme = (root / README).read_text(encoding="utf-8") if (root / README).exists() else ""
    lines: list[tuple[bool, str]] = []
    wrong: list[str] = []
    for name in dict.fromkeys(names):
        try:
            text = page_text(name)
            answers = probe_of(text, name)
            if answers is None:
                pages = [published_facets(spec, name) for spec in openapi_of(text, name)]
                told_lines = dict.fromkeys(line for page in pages for line in report(page, ours, departures))
                lines += [(True, f"{name}: {line}") for line in told_lines]
            else:
                lines += [(not agrees, f"{name}: {line}") for agrees, line in evidence(answers, ours, open_questions(readme))]
        except DriftError as error:
            wrong.append(str(error))
    return any(new for new, _ in lines), [line for _, line in lines], wrong


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Pages and reports by argument or in the environment's PAGES; `--table` makes the README's table anew."""
    if arguments == ["--table"]:
        readme = root / README
        readme.write_text(with_table(readme.read_text(encoding="utf-8"), load(root / DEPARTURES)), encoding="utf-8")
        return 0
    names = arguments or shlex.split(os.environ.get("PAGES", ""))
    if not names:
        print('which pages? make drift PAGES="page.md https://host/page.md probe.json -"', file=sys.stderr)
        return 2
    new, lines, wrong = run(root, names)
    print(
        "\n".join([*lines, *([] if new or wrong else [f"nothing new in {len(names)} page(s)"])]),
        end="\n" if lines or not wrong else "",
    )
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    return 2 if wrong else int(new)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
