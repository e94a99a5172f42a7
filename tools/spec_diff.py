"""What a change of the spec does to users: `make spec-diff BASE=<git ref>`, as Markdown for a pull request.

The spec's half is a walk over facets (tools/facets.py) with the rules below; the Python half is griffe on the generated package.
Exit status 1: the change is breaking, and pyproject.toml and CHANGELOG.md do not say so.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import griffe
from packaging.version import InvalidVersion, Version
from ruamel.yaml import YAML

from tools.facets import ABSENT, Facets, changes, facets
from tools.sync import PACKAGE, ROOT, SPEC


class Change(NamedTuple):
    """One difference and what it means: whether it breaks a user, and in which words."""

    what: str
    breaking: bool
    where: str


def rate(facet: str, old: str, new: str, head: Facets) -> Change:
    """The meaning of one changed facet. What is sent may widen, what comes back may narrow; the rest breaks somebody."""
    operation, _, part = facet.partition(" ")[2].partition(" ")
    holder, _, aspect = part.partition(":")
    where = f"`{facet.partition(' ')[0]} {operation}` {holder}".strip()
    aspect = aspect or (part if part in ("operationId", "security") else "present")
    sent = holder.startswith(("request", "parameter"))
    verb = "added" if old == ABSENT else "removed"
    if aspect == "present":
        required = head.get(f"{facet}:required") == "true"
        breaks = (sent and required) if old == ABSENT else not re.fullmatch(r"response\.[345]..", holder)
        return Change(f"{verb}{', required' if sent and required and old == ABSENT else ''}", breaks, where)
    if aspect == "operationId":
        return Change(f"renamed from {old} to {new}", True, where)
    if aspect == "security":
        return Change(f"{old} -> {new}", True, where)
    text = f"{aspect} {old} -> {new}"
    if aspect == "required":
        return Change(text, (new == "true") is sent, where)
    if aspect == "nullable":
        return Change(text, (new == "false") is sent, where)
    if aspect in ("type", "enum"):
        return Change(text, breaks_values(aspect, old, new, sent), where)
    return Change(text, sent and not loosens(aspect, old, new), where)


def breaks_values(aspect: str, old: str, new: str, sent: bool) -> bool:
    """Whether a set of types or values lost a member that is sent, or gained one that comes back."""
    everything = {"type": "any", "enum": "none"}[aspect]
    before, after = set(old.split(", ")), set(new.split(", "))
    if everything in (old, new):
        return old != everything if aspect == "type" and not sent else new != everything or not sent
    # A value of an enum that comes back is a member of a Python enum: taking it away breaks who names it.
    return bool(before - after) if sent or aspect == "enum" else bool(after - before)


def loosens(aspect: str, old: str, new: str) -> bool:
    """Whether a bound on what is sent now lets through all that it did."""
    if "none" in (old, new):
        return new == "none"
    if aspect in ("minimum", "minLength"):
        return float(new) <= float(old)
    return aspect in ("maximum", "maxLength") and float(new) >= float(old)


def spec_changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    before, after = facets(old), facets(new)
    found: dict[str, Change] = {}
    for facet, values in changes(before, after).items():
        change = rate(facet, *values, after)
        # 200 and 2XX of an operation share their schemas, so what is said of the one need not be said of the other.
        found.setdefault(re.sub(r"response\.2..\.", "response.2.", change.where) + change.what, change)
    return list(found.values())


def python_changes(old: Path, new: Path) -> list[Change]:
    """What changed in the generated package: griffe's breakages, and attributes of models, which griffe leaves out."""
    before, after = (griffe.load(Path(PACKAGE).name, search_paths=[folder], allow_inspection=False) for folder in (old, new))
    found = {breakage.obj.path: breakage for breakage in griffe.find_breaking_changes(before, after) if public(breakage.obj.path)}
    lines = [Change(breakage.kind.value.lower(), True, f"`{path}`") for path, breakage in found.items()]
    return lines + [change for change in member_changes(members(before), members(after)) if change.where.strip("`") not in found]


def public(path: str) -> bool:
    return not any(part.startswith("_") for part in path.split("."))


def members(package: Any) -> dict[str, str]:
    """Path -> annotation of each class, function and attribute that the package defines."""
    found: dict[str, str] = {}

    def walk(node: Any) -> None:
        for child in node.members.values():
            if child.is_alias or not public(child.path):
                continue
            # A function's own signature is griffe's business; an attribute's type is ours.
            found[child.path] = str(child.annotation or child.value or "") if child.is_attribute else child.kind.value
            if not child.is_function and not child.is_attribute:
                walk(child)

    walk(package)
    return found


def member_changes(before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if old is None:
            yield Change("added", False, f"`{path}`")
        elif new is None:
            yield Change("removed", True, f"`{path}`")
        elif old != new:
            narrower = set(new.split(" | ")) <= set(old.split(" | "))
            sent = path.rpartition(".")[0].endswith("Action")
            yield Change(f"type {old} -> {new}", narrower if sent else not narrower, f"`{path}`")


def needed(base: Version, breaking: bool, changed: bool) -> str:
    """The smallest version that may follow `base`. Below 1.0.0 the second number counts what breaks."""
    if not changed:
        return str(base)
    if base.major == 0:
        return f"0.{base.minor + 1}.0" if breaking else f"0.{base.minor}.{base.micro + 1}"
    return f"{base.major + 1}.0.0" if breaking else f"{base.major}.{base.minor + 1}.0"


def changelog_head(text: str) -> tuple[str, str]:
    """The newest version of a changelog and what it says."""
    match = re.search(r"^## \[?(?P<version>[^\]\s]+).*?\n(?P<text>.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return (match["version"], match["text"]) if match else ("", "")


def complaints(base: str, head: str, changelog: str, breaking: bool, changed: bool) -> list[str]:
    """What pyproject.toml and CHANGELOG.md fail to say about a breaking change."""
    if not breaking:
        return []
    least = needed(Version(base), breaking, changed)
    version, text = changelog_head(changelog)
    lines = [] if Version(head) >= Version(least) else [f"pyproject.toml says {head}; a breaking change after {base} needs {least}"]
    lines += [] if version == head else [f"CHANGELOG.md begins with {version or 'no version'}, pyproject.toml says {head}"]
    return lines + ([] if "breaking" in text.lower() else [f"CHANGELOG.md says nothing of a breaking change under {version}"])


def markdown(found: dict[str, list[Change]], base: str, head: str, least: str) -> str:
    rows = [f"## What this change of the spec means\n\nVersion {base} -> {head}; needed: {least}.\n"]
    for title, listed in found.items():
        rows.append(f"### {title}\n")
        rows += [f"- {'**breaking**' if c.breaking else 'compatible'}: {c.where} {c.what}" for c in sorted(listed, key=order)]
        rows += ["" if listed else "- nothing\n"]
    return "\n".join(rows)


def order(change: Change) -> tuple[bool, str]:
    return not change.breaking, change.where


def git(root: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"git {' '.join(arguments)}: {done.stderr.decode().strip()}")
    return done.stdout


def project_version(pyproject: str) -> str:
    version = str(tomllib.loads(pyproject)["project"]["version"])
    try:
        return str(Version(version))
    except InvalidVersion:
        raise SystemExit(f"pyproject.toml: {version!r} is not a version such as 1.2.3") from None


def compare(root: Path, base: str) -> tuple[str, list[str]]:
    """The report, and what is missing for a breaking change to be declared."""
    yaml = YAML(typ="safe")
    old_spec, new_spec = yaml.load(git(root, "show", f"{base}:{SPEC}")), yaml.load(root / SPEC)
    with tempfile.TemporaryDirectory() as scratch:
        with zipfile.ZipFile(BytesIO(git(root, "archive", "--format=zip", base, PACKAGE))) as archive:
            archive.extractall(scratch)
        python = python_changes(Path(scratch, PACKAGE).parent, (root / PACKAGE).parent)
    found = {"The API": spec_changes(old_spec, new_spec), "The Python package": python}
    every = [change for listed in found.values() for change in listed]
    breaking = any(change.breaking for change in every)
    old = project_version(git(root, "show", f"{base}:pyproject.toml").decode())
    new = project_version((root / "pyproject.toml").read_text(encoding="utf-8"))
    missing = complaints(old, new, (root / "CHANGELOG.md").read_text(encoding="utf-8"), breaking, bool(every))
    return markdown(found, old, new, needed(Version(old), breaking, bool(every))), missing


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make spec-diff BASE=<git ref>", description=__doc__)
    parser.add_argument("base", help="the git ref to compare the work tree with")
    report, missing = compare(ROOT, parser.parse_args(arguments).base)
    print(report)
    print("\n".join(missing), file=sys.stderr, end="\n" if missing else "")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
