"""What is new in the vendor's published description: `make drift PAGES="https://... page.md -"`.

A page is the Markdown that the vendor publishes for one endpoint, with its OpenAPI block inside, by URL, by file name, or - for
standard input. What spec/departures.yaml records as departed from on purpose is not reported; what upstream has caught up with is.
"""

from __future__ import annotations

import re
import sys
import urllib.request
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from tools.facets import Facets, changes, facets
from tools.sync import ROOT, SPEC

DEPARTURES = "spec/departures.yaml"
README = "spec/README.md"
MARKS = ("<!-- departures -->", "<!-- /departures -->")
BLOCK = re.compile(r"^(?P<fence>`{3,}|~{3,})\s*(?:ya?ml|json)\b[^\n]*\n(?P<text>.*?)^(?P=fence)", re.MULTILINE | re.DOTALL)
Departure = dict[str, Any]


class DriftError(Exception):
    """One line for the person who typed the command."""


def load(path: Path) -> Any:
    return YAML(typ="safe").load(path)


def page_text(name: str) -> str:
    """A page by URL, by file name, or from standard input."""
    try:
        if name == "-":
            return sys.stdin.read()
        if name.startswith("https://"):
            with urllib.request.urlopen(name, timeout=30) as answer:  # noqa: S310 - https only
                return str(answer.read().decode("utf-8"))
        return Path(name).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise DriftError(f"cannot read {name}: {error}") from None


def openapi_of(page: str, name: str) -> dict[str, Any]:
    """The OpenAPI description inside a page."""
    for block in BLOCK.finditer(page):
        try:
            spec = YAML(typ="safe").load(block["text"])
        except YAMLError:
            continue
        if isinstance(spec, dict) and "paths" in spec:
            return spec
    raise DriftError(f"{name} holds no OpenAPI block: expected a fenced yaml or json block with `paths`")


def matches(pattern: str, facet: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), facet) is not None


def recorded(departure: Departure, facet: str, values: tuple[str, str]) -> bool:
    """Whether a departure covers a difference."""
    if not any(matches(pattern, facet) for pattern in departure["at"]):
        return False
    return values[0] in meant(departure["published"]) and values[1] in meant(departure["ours"])


def meant(value: object) -> set[str]:
    """The values that a record may mean: itself, and each of a list that has one for each operation."""
    return {str(value), *str(value).split(", ")}


def of_operations(every: Facets, names: set[str]) -> Facets:
    """The facets of these operations alone: a page speaks for its own endpoint only."""
    return {facet: value for facet, value in every.items() if any(f"{facet} ".startswith(f"{name} ") for name in names)}


def report(published: Facets, ours: Facets, departures: list[Departure]) -> list[str]:
    """A line for each difference that is not recorded, and for each record that has become obsolete."""
    operations = {facet for facet in published if ":" not in facet and " " not in facet.partition(" ")[2]}
    unknown = [f"new:      {operation}: published, not in our spec" for operation in sorted(operations - ours.keys())]
    shared = operations & ours.keys()
    ours, published = of_operations(ours, shared), of_operations(published, shared)
    found = changes(published, ours)
    new = [
        f"new:      {facet}: published {values[0]}, ours {values[1]}"
        for facet, values in found.items()
        if not any(recorded(departure, facet, values) for departure in departures)
    ]
    obsolete = [
        f"obsolete: {pattern}: ours {departure['ours']} is published now; take it out of {DEPARTURES}"
        for departure in departures
        for pattern in departure["at"]
        if any(matches(pattern, facet) and value in meant(departure["ours"]) for facet, value in ours.items())
        and not any(matches(pattern, facet) for facet in found)
    ]
    return unknown + new + obsolete


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


def main(arguments: list[str]) -> int:
    departures: list[Departure] = load(ROOT / DEPARTURES)
    if arguments == ["--table"]:
        readme = ROOT / README
        readme.write_text(with_table(readme.read_text(encoding="utf-8"), departures), encoding="utf-8")
        return 0
    if not arguments:
        print('which pages? make drift PAGES="page.md https://host/page.md -"', file=sys.stderr)
        return 2
    ours = facets(load(ROOT / SPEC))
    lines = []
    try:
        for name in arguments:
            published = facets(openapi_of(page_text(name), name))
            lines += [f"{name}: {line}" for line in report(published, ours, departures)]
    except DriftError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(lines) or f"nothing new in {len(arguments)} page(s)")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
