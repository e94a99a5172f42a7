"""Refuse a spec that is not valid, or that the generator would get wrong silently: `make lint-spec`.

Each finding is one line: file, line, JSON pointer, what is wrong, and what to write instead. The steps follow each other, and the
first that finds something ends the search: the file (UTF-8, plain YAML), the keywords, validity, references, the rules, and the
trial, which generates and decodes. What passes, `make generate` accepts.

Not done: it does not compare the spec with the vendor's pages (`make drift`) or with an earlier one (`make spec-diff`), does not
read what descriptions say, and does not look for verbs, routes and vectors of an operation (tests do).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from openapi_python_client.config import ConfigFile
from pydantic import ValidationError

from tools.lint import operations, schemas, texts, trial
from tools.lint.document import Document, Finding, UnreadableError, pointer_text, read
from tools.lint.grammar import walk
from tools.lint.spec import Spec
from tools.lint.validity import components_are_used, references_resolve, valid
from tools.sync import CONFIG, ROOT, SPEC

RULES = (*operations.RULES, *schemas.RULES, *texts.RULES, components_are_used)


def findings(document: Document) -> list[Finding]:
    """What is wrong with a document, but for what a trial shows."""
    if document.findings:
        return document.findings
    nodes, found = walk(document.value)
    found = found or [*operations.statuses_are_known(nodes)] or list(valid(document.value, nodes))
    if found:
        return found
    spec = Spec(document.value, nodes)
    return list(references_resolve(spec)) or [*texts.whole(spec, document), *every_rule(spec)]


def every_rule(spec: Spec) -> Iterator[Finding]:
    for rule in RULES:
        yield from rule(spec)


def lint(path: Path, shown: str, root: Path = ROOT) -> list[str]:
    """A line for each finding in the spec at `path`, called `shown`; empty when there is none."""
    try:
        document = read(path)
    except UnreadableError as error:
        return [f"{shown}:{error.line}: /: {error.text}"]
    found = findings(document)
    if not found:
        spec = Spec(document.value, walk(document.value)[0])
        found = list(trial.run(spec, path, root))
    return lines(document, found, shown)


def lines(document: Document, found: list[Finding], shown: str) -> list[str]:
    placed = {(document.line_of(at), pointer_text(at), " ".join(text.split())) for at, text in found}
    return [f"{shown}:{line}: {pointer}: {text}" for line, pointer, text in sorted(placed)]


def lint_config(path: Path, shown: str) -> list[str]:
    """A line for each key that the pinned generator does not know (it ignores those silently), or cannot read."""
    try:
        document = read(path)
    except UnreadableError as error:
        return [f"{shown}:{error.line}: /: {error.text}"]
    if not document.findings and not isinstance(document.value, dict):
        document.findings.append(((), "a mapping is expected here"))
    return lines(document, document.findings or list(config_findings(document.value)), shown)


def config_findings(config: dict[str, object]) -> Iterator[Finding]:
    known = sorted(ConfigFile.model_fields)
    yield from (((key,), f"the generator knows no such key; it knows {', '.join(known)}") for key in config if key not in known)
    try:
        ConfigFile.model_validate(config)
    except ValidationError as error:
        yield from ((entry["loc"], entry["msg"]) for entry in error.errors())


def main() -> int:
    found = lint(ROOT / SPEC, SPEC) + lint_config(ROOT / CONFIG, CONFIG)
    print("\n".join(found) or f"{SPEC} and {CONFIG} are fine", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
