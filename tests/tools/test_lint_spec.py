"""Mutated specs: each is refused with a line that says where, what and what to write instead."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tools import lint_spec, sync

ROOT = Path(__file__).parent.parent.parent
LINK = "/v3/appointments/{appointment}/link"
INLINE = {"type": "object", "properties": {"a": {"type": "string"}}}


def schemas(spec: Any) -> Any:
    return spec["components"]["schemas"]


def answer(spec: Any) -> Any:
    return spec["components"]["responses"]["LinkedAppointment"]["content"]


def link(spec: Any) -> Any:
    return spec["paths"][LINK]["post"]


def put(holder: Any, key: Any, value: Any) -> None:
    holder[key] = value


MUTATIONS: list[tuple[str, Callable[[Any], object]]] = [
    ("not valid OpenAPI 3.1", lambda spec: spec["info"].pop("version")),
    ("not valid JSON Schema: 'objekt'", lambda spec: put(schemas(spec)["Linkable"], "type", "objekt")),
    ("not valid JSON Schema: 3 is not of type 'object'", lambda spec: put(schemas(spec)["Linkable"], "properties", 3)),
    ("not valid OpenAPI 3.1: ", lambda spec: put(spec["components"]["parameters"]["Appointment"], "in", "nowhere")),
    ("'x' is not of type 'integer'", lambda spec: put(answer(spec)["application/json"]["example"]["data"], "id", "x")),
    ("the example breaks its schema", lambda spec: put(spec["components"]["requestBodies"]["AppointmentLinkAction"]["content"]["application/json"]["examples"]["list"]["value"], "id", "0204")),
    ("is not a 'date'", lambda spec: put(schemas(spec)["Appointment"]["properties"]["created_at"], "format", "date")),
    ("the example breaks its schema", lambda spec: put(spec["components"]["parameters"]["Appointment"], "example", 0)),
    ("null inside an enum", lambda spec: schemas(spec)["MorphAlias"]["enum"].append(None)),
    ("null within anyOf: write oneOf", lambda spec: put(schemas(spec)["Appointment"]["properties"], "order", {"anyOf": [{"$ref": "#/components/schemas/OrderSummary"}, {"type": "null"}]})),
    ("a type beside a $ref", lambda spec: put(schemas(spec)["Appointment"]["properties"], "order", {"$ref": "#/components/schemas/OrderSummary", "type": ["object", "null"]})),
    ("`nullable` is OpenAPI 3.0", lambda spec: put(schemas(spec)["Linkable"]["properties"]["name"], "nullable", True)),
    ("a strict enum in an answer", lambda spec: put(schemas(spec)["Appointment"]["properties"]["status"], "enum", ["confirmed"])),
    ("a strict enum in an answer", lambda spec: put(schemas(spec)["AppointmentLink"]["properties"], "type", {"$ref": "#/components/schemas/MorphAlias"})),
    ("a strict const in an answer", lambda spec: put(schemas(spec)["ProfileSummary"]["properties"]["email"], "const", None)),
    ("an object without a name", lambda spec: put(schemas(spec)["Appointment"]["properties"], "links", {"type": "array", "items": INLINE})),
    ("an object without a name", lambda spec: put(schemas(spec)["Linkable"]["properties"], "extra", INLINE)),
    ("2 content types: keep one", lambda spec: put(answer(spec), "text/html", {"example": "<p>", "schema": {"type": "string"}})),
    ("no example", lambda spec: answer(spec)["application/json"].pop("example")),
    ("no example", lambda spec: spec["components"]["requestBodies"]["AppointmentLinkAction"]["content"]["application/json"].pop("examples")),
    ("no security: write", lambda spec: link(spec).pop("security")),
    ("no security: write", lambda spec: put(link(spec), "security", [])),
    ("'appointmentLink.link' is not verb and noun", lambda spec: put(link(spec), "operationId", "appointmentLink.link")),
    ("'appointmentLink' is not verb and noun", lambda spec: put(link(spec), "operationId", "appointmentLink")),
    ("'unlinkAppointment' is", lambda spec: put(link(spec), "operationId", "unlinkAppointment")),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "mutate"), MUTATIONS, ids=[f"{index} {text}" for index, (text, _) in enumerate(MUTATIONS)])
def test_refused(tmp_path: Path, expected: str, mutate: Callable[[Any], object]) -> None:
    """Each fault is found, with file, line and JSON pointer."""
    yaml = YAML()
    spec = yaml.load(ROOT / sync.SPEC)
    mutate(spec)
    yaml.dump(spec, tmp_path / "openapi.yaml")
    found = lint_spec.lint(tmp_path / "openapi.yaml", "openapi.yaml")

    assert any(expected in line for line in found), found
    for line in found:
        name, number, pointer, _ = line.split(":", 3)
        assert (name, int(number) > 1, pointer.strip()[0]) == ("openapi.yaml", True, "/")


def test_line_and_pointer(tmp_path: Path) -> None:
    """The line is that of the key at fault, in the file as it was written."""
    text = (ROOT / sync.SPEC).read_text().replace("operationId: linkAppointment", "operationId: appointmentLink")
    (tmp_path / "openapi.yaml").write_text(text)
    number = 1 + text.splitlines().index("      operationId: appointmentLink")
    (line,) = lint_spec.lint(tmp_path / "openapi.yaml", "spec")

    assert line.startswith(f"spec:{number}: /paths/~1v3~1appointments~1{{appointment}}~1link/post/operationId: ")


@pytest.mark.parametrize(("text", "expected"), [("a: [", "not YAML"), ("a: 1\na: 2\n", "found duplicate key")])
def test_not_yaml(tmp_path: Path, text: str, expected: str) -> None:
    """A file that is no YAML, or says a key twice, is refused with its line."""
    (tmp_path / "openapi.yaml").write_text(text)
    (line,) = lint_spec.lint(tmp_path / "openapi.yaml", "spec")

    assert line.startswith("spec:")
    assert expected in line


def test_unknown_key_of_the_generator(tmp_path: Path) -> None:
    """A key that the pinned generator would ignore is named, with those it knows."""
    (tmp_path / "config.yml").write_text("post_hooks: []\npackage_name: x\n")
    (line,) = lint_spec.lint_config(tmp_path / "config.yml", "config.yml")

    assert line.startswith("config.yml:2: /package_name: the generator knows no such key; it knows class_overrides")


def test_ours(capsys: pytest.CaptureFixture[str]) -> None:
    """The project's own spec and configuration pass."""
    assert lint_spec.main() == 0
    assert capsys.readouterr().out == "spec/openapi.yaml and generator-config.yml are fine\n"
