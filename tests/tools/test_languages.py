"""The page on other languages: its options and rules are the files that run, and the vectors hold the rules."""

import base64
import json
import re
import shutil
import subprocess
import textwrap
from pathlib import Path
from typing import Any

import pytest
from cases import Case, cases
from ruamel.yaml import YAML

from tests.parity import python_runner
from tools import languages
from tools.sync import ROOT, SPEC

RULES = languages.HERE / "rules"
PAGE = languages.PAGE.read_text(encoding="utf-8")
TSC = ("tests/parity/typescript/node_modules/.bin/tsc", ".cache/languages/typescript/node_modules/.bin/tsc")
COMMANDS = {"rule.go": ["go", "run"], "Rule.java": ["java"], "rule.php": ["php"]}
OPTIONS = ["go/config.yaml", "java/config.yaml", "php/config.yaml", "typescript/exact.ts", "typescript/orval.config.cjs"]


@pytest.mark.parametrize("name", OPTIONS)
def test_options(name: str) -> None:
    """The page shows the options that `make languages` uses, character for character."""
    assert (languages.HERE / name).read_text(encoding="utf-8") in PAGE


@pytest.mark.parametrize("name", sorted(path.name for path in RULES.iterdir()))
def test_rule_on_the_page(name: str) -> None:
    """The page shows each rule as it stands in the file that the vectors hold."""
    between = re.search(r"^ *// begin\n(.*?)^ *// end", (RULES / name).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)

    assert between is not None
    assert textwrap.dedent(between[1]).strip() in PAGE


def unions() -> set[str]:
    """The class that openapi-generator makes of each union of string and integer in the spec."""
    schemas = YAML(typ="safe").load(ROOT / SPEC)["components"]["schemas"].items()
    properties = [(name, key, value) for name, schema in schemas for key, value in schema.get("properties", {}).items()]
    return {
        name + key.title().replace("_", "")
        for name, key, value in properties
        if {"string", "integer"} <= {option.get("type") for option in value.get("anyOf", [])}
    }


@pytest.mark.parametrize("language", ["java", "php"])
def test_no_union_is_lost(language: str) -> None:
    """Every union of string and integer is mapped to a type that holds both: the generators' own classes lose values."""
    options = YAML(typ="safe").load(languages.HERE / language / "config.yaml")

    assert unions() == set(options["typeMappings"])


def test_table() -> None:
    """The page has a row for each generator, and no other."""
    rows = re.findall(r"^\| ([a-z-]+) \| (?:yes|no) ", PAGE, re.MULTILINE)

    assert rows == list(languages.rows())


def texts(case: Case) -> list[str] | None:
    """Appointment, type and id as texts; None where one of them has no text form of its own."""
    values = [python_runner.value(case.arguments[name]) for name in ("appointment", "type", "id")]
    if not isinstance(values[1], str) or any(isinstance(value, bool | float | dict | list | None) for value in values):
        return None
    return [str(value) for value in values]


def command(name: str, folder: Path) -> list[str]:
    """How to run a rule's file; skips where its toolchain is missing."""
    if name != "rule.ts":
        if shutil.which(COMMANDS[name][0]) is None:
            pytest.skip(f"there is no {COMMANDS[name][0]} on PATH")
        return [*COMMANDS[name], str(RULES / name)]
    compilers = [ROOT / path for path in TSC if (ROOT / path).exists()]
    if not compilers or shutil.which("node") is None:
        pytest.skip("there is no TypeScript: `make parity` and `make languages` install one")
    types = compilers[0].parent.parent / "@types"
    options = ["--target", "ES2022", "--module", "NodeNext", "--strict", "--types", "node", "--typeRoots", str(types)]
    subprocess.run([str(compilers[0]), *options, "--outDir", str(folder), str(RULES / name)], check=True)
    return ["node", str(folder / "rule.js")]


def wanted(case: Case) -> str:
    """What a rule must say: the id as it travels, or the argument that it refuses."""
    refusal: dict[str, Any] | None = case.outcomes[0].get("refusal")
    return str(refusal["field"] if refusal else json.loads(case.request["body"])["id"])


@pytest.mark.parametrize("name", sorted(path.name for path in RULES.iterdir()))
def test_rule(name: str, tmp_path: Path) -> None:
    """Each rule sends the id that the request vectors send, and refuses the argument that they refuse."""
    expressible = [(case, given) for case in cases() if case.name.startswith("requests: ") and (given := texts(case))]
    lines = ["\t".join(base64.b64encode(text.encode()).decode() for text in given) for _, given in expressible]
    done = subprocess.run(
        command(name, tmp_path), input="\n".join(lines) + "\n", capture_output=True, text=True, cwd=tmp_path, check=True
    )
    told = [line.split(" ")[0] for line in done.stdout.splitlines()]

    assert len(expressible) >= 200
    assert [(case.name, wanted(case)) for case, _ in expressible] == [
        (case.name, said) for (case, _), said in zip(expressible, told, strict=True)
    ]
