"""What a change does to users: `make spec-diff BASE=<git ref>`, as Markdown for a pull request.

It compares the work tree with BASE, or with the last release where BASE is left out: the spec (tools/verdicts.py), both Python
packages (tools/python_api.py), the command line (tools/command_line.py), and the names in pyproject.toml. Each change has two
verdicts: for Python callers of this package, and for clients in other languages, who meet the wire alone. Exit status 1: something
breaks since the last release, and pyproject.toml and CHANGELOG.md do not say so; 2: the two cannot be compared, and why. The
version follows from the last release (the newest tag vX.Y.Z behind the work tree, or the changelog's newest dated section, or
BASE's own version), so that several changes before one release ask for one step.

What it does not do: it compares neither words, examples, `x-` keys, `webhooks` and response `links` of the spec, nor schemas that
no operation reaches other than as Python models, nor the vectors, the sandbox's HTTP control, what `--json` prints and the
versions of dependencies. Without a tag it compares with BASE alone, not with what was released before. No other tool
runs beside it: npm's openapi-diff 0.24.1 stops with "Unsupported OpenAPI version: 3.1.0. Swagger Parser only supports versions
3.0.0, 3.0.1, 3.0.2, 3.0.3" and refuses `type: [string, 'null']` and `if` under a 3.0 head; npm's oasdiff is an empty placeholder;
the experimental `diff` of @redocly/cli 2.77 calls a removed value of an enum a patch.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from packaging.version import InvalidVersion, Version
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from tools.facets import SpecError, facets
from tools.python_api import FOLDERS, model_roles, project_changes, python_changes
from tools.sync import ROOT, SPEC
from tools.verdicts import Change, Verdict, spec_changes

__all__ = ["changelog_head", "compare", "main", "needed", "project_version", "spec_changes"]
UNRELEASED = "Unreleased"
SECTION = re.compile(r"^## \[?(?P<version>[^\]\s]+)\]?(?P<rest>[^\n]*)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
TAG = re.compile(r"v(\d+\.\d+\.\d+)")


class NotComparable(SystemExit):
    """One line for the person who typed the command."""


class Release(NamedTuple):
    """The last release: its version, and its tag if there is one."""

    version: Version
    tag: str | None


# Versions and the changelog --------------------------------------------------------------------------------------------


def needed(base: Version, breaking: bool, changed: bool) -> str:
    """The smallest version that may follow `base`. Below 1.0.0 the second number counts what breaks."""
    if not changed:
        return str(base)
    if base.major == 0:
        return f"0.{base.minor + 1}.0" if breaking else f"0.{base.minor}.{base.micro + 1}"
    return f"{base.major + 1}.0.0" if breaking else f"{base.major}.{base.minor + 1}.0"


def changelog_head(text: str) -> tuple[str, str]:
    """The newest section of a changelog, a version or `Unreleased`, and what it says."""
    match = SECTION.search(text)
    return (match["version"], match["text"]) if match else ("", "")


def sections(text: str) -> dict[str, tuple[str, str]]:
    """Version or `Unreleased` -> the rest of its headline, and what it says."""
    return {match["version"]: (match["rest"], match["text"]) for match in SECTION.finditer(text)}


def names_what_breaks(text: str) -> bool:
    """Whether a section has a part headed `Breaking`, or items that begin with it, that says anything.

    `No breaking changes.` is neither, and a part that says `none` is empty. Comments and code blocks say nothing.
    """
    text = re.sub(r"<!--.*?-->|^(`{3,}|~{3,}).*?^\1", "", text, flags=re.MULTILINE | re.DOTALL)
    parts = re.findall(r"^#{3,} *\**breaking\b[^\n]*\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL | re.IGNORECASE)
    lines = [line for part in parts for line in part.splitlines()]
    lines += re.findall(r"^\s*[-*+] +\**breaking(?: changes?)?\**: *\**(.*)$", text, re.MULTILINE | re.IGNORECASE)
    return any(re.search(r"\w", line) and not says_none(line) for line in lines)


def says_none(line: str) -> bool:
    plain = [word for word in re.sub(r"[^a-z ]", "", line.casefold()).split() if word not in ("there", "are", "is")]
    return plain in (["none"], ["nothing"], ["nothing", "breaks"], ["na"], ["tbd"], ["todo"]) or (
        plain[:1] == ["no"] and plain[-1:] in (["change"], ["changes"])
    )


def complaints(release: Version, head: str, changelog: str, breaking: bool, changed: bool) -> list[str]:
    """What pyproject.toml and CHANGELOG.md fail to say about what breaks after a release."""
    if not breaking:
        return []
    least = needed(release, breaking, changed)
    every = sections(changelog)
    newer = {name: text for name, (_, text) in every.items() if name in (UNRELEASED, head) and name != str(release)}
    lines = []
    if Version(Version(head).base_version) < Version(least):
        lines.append(f"pyproject.toml says {head}; a breaking change after {release} needs {least}")
    if not newer:
        first = changelog_head(changelog)[0]
        return [*lines, f"CHANGELOG.md begins with {first or 'no version'}: expected `## {UNRELEASED}` or `## {least}`"]
    if not any(map(names_what_breaks, newer.values())):
        lines.append(f"CHANGELOG.md has no `### Breaking` that says what breaks under {' or '.join(newer)}")
    return lines


def project_of(pyproject: str) -> dict[str, Any]:
    try:
        return tomllib.loads(pyproject)
    except tomllib.TOMLDecodeError as error:
        raise NotComparable(f"pyproject.toml: {error}") from None


def project_version(pyproject: str) -> str:
    version = str(project_of(pyproject).get("project", {}).get("version"))
    try:
        return str(Version(version))
    except InvalidVersion:
        raise NotComparable(f"pyproject.toml: {version!r} is not a version such as 1.2.3") from None


def last_release(root: Path, base: str | None) -> Release:
    """The newest tag behind the work tree; else the changelog's newest dated section; else the version at BASE."""
    if base is not None:
        wrong = f"{base!r} is not a git ref of a tree in this clone"
        git(root, "rev-parse", "--verify", "--quiet", f"{base}^{{tree}}", wrong=wrong)
    tags = [tag for tag in git(root, "tag", "--merged", "HEAD").decode().split() if TAG.fullmatch(tag)]
    if tags:
        newest = max(tags, key=lambda tag: Version(tag))
        return Release(Version(newest[1:]), newest)
    every = sections(read(root / "CHANGELOG.md"))
    dated = [name for name, (rest, _) in every.items() if DATE.search(rest) and TAG.fullmatch(f"v{name}")]
    newest_dated = max(map(Version, dated), default=None)
    if base is None:
        lack = (
            f"the tag v{newest_dated} is not in this clone: type `git fetch --tags`" if newest_dated else "nothing is released yet"
        )
        raise NotComparable(f"{lack}, or say what to compare with: make spec-diff BASE=<git ref>")
    if newest_dated:
        return Release(newest_dated, None)
    return Release(Version(project_version(git(root, "show", f"{base}:./pyproject.toml").decode())), None)


# The comparison --------------------------------------------------------------------------------------------------------


def git(root: Path, *arguments: str, wrong: str = "") -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except OSError as error:
        raise NotComparable(f"git cannot be run: {error}") from None
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())
        raise NotComparable(f"{wrong}{': ' if wrong and said else ''}{said}" if wrong else f"git {' '.join(arguments)}: {said}")
    return done.stdout


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeError) as error:
        raise NotComparable(f"{path.name} cannot be read: {error}") from None


def load(text: bytes, name: str) -> dict[str, Any]:
    try:
        spec = YAML(typ="safe").load(text)
    except (YAMLError, ValueError, RecursionError) as error:
        raise NotComparable(f"{name} cannot be read as YAML: {' '.join(str(error).split())[:200]}") from None
    if not isinstance(spec, dict):
        raise NotComparable(f"{name} holds no object")
    return spec


def both_halves(root: Path, base: str) -> dict[str, list[Change]]:
    """What changed from a git ref to the work tree: of the API, and of the Python packages."""
    old = load(git(root, "show", f"{base}:./{SPEC}"), f"{base}:{SPEC}")
    new = load(read(root / SPEC).encode(), SPEC)
    projects = project_of(git(root, "show", f"{base}:./pyproject.toml").decode()), project_of(read(root / "pyproject.toml"))
    held = [folder for folder in FOLDERS if git(root, "ls-tree", "--name-only", base, folder)]
    with tempfile.TemporaryDirectory() as scratch:
        with zipfile.ZipFile(BytesIO(git(root, "archive", "--format=zip", base, *held))) as archive:
            archive.extractall(scratch)
        return {
            "The API": spec_changes(old, new),
            "The Python packages": [
                *python_changes(Path(scratch), root, model_roles(facets(old), facets(new))),
                *project_changes(*projects),
            ],
        }


def compare(root: Path, base: str | None) -> tuple[str, list[str]]:
    """The report on BASE, and what is missing for all that breaks since the last release to be declared."""
    release = last_release(root, base)
    found = both_halves(root, base or str(release.tag))
    since = found if base in (None, release.tag) or release.tag is None else both_halves(root, release.tag)
    every = [change for listed in since.values() for change in listed]
    breaking = any(change.breaking for change in every)
    head = project_version(read(root / "pyproject.toml"))
    missing = complaints(release.version, head, read(root / "CHANGELOG.md"), breaking, bool(every))
    return markdown(found, release, head, needed(release.version, breaking, bool(every))), missing


def markdown(found: dict[str, list[Change]], release: Release, head: str, least: str) -> str:
    rows = ["## What this change means to users", "", f"Last release {release.version}, now {head}; needed: {least}."]
    for title, listed in found.items():
        rows += ["", f"### {title}", ""]
        rows += ["| Change | Python callers | Other languages |", "|---|---|---|"] if listed else ["nothing"]
        rows += [row(change) for change in sorted(listed, key=order)]
    return "\n".join(rows) + "\n"


def row(change: Change) -> str:
    text = f"{change.where} {change.what}".strip().replace("|", "\\|").replace("\n", " ")
    return f"| {text} | {shown(change.python)} | {shown(change.wire)} |"


def shown(verdict: Verdict) -> str:
    return f"**{verdict}**" if verdict in (Verdict.BREAKING, Verdict.UNKNOWN) else str(verdict)


def order(change: Change) -> tuple[bool, str, str]:
    return not change.breaking, change.where, change.what


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make spec-diff BASE=<git ref>", description="Say what a change does to users.")
    parser.add_argument("base", nargs="?", help="the git ref to compare with; the last release if it is left out")
    base = (parser.parse_args(arguments).base or os.environ.get("BASE") or "").strip() or None
    if base and base.startswith("-"):
        parser.error(f"{base!r} is not a git ref")
    try:
        report, missing = compare(ROOT, base)
    except (SpecError, NotComparable) as error:
        print(error, file=sys.stderr)
        return 2
    print(report)
    print("\n".join(missing), file=sys.stderr, end="\n" if missing else "")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
