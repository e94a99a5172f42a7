"""Our model template: the same results as the stock generator's, in a straight line, and tied to the generator's pin."""

import ast
import copy
import importlib.util
import json
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from omneo_api.models import AppointmentEnvelope

from omneo_appointments.sandbox import sample_appointment
from tools import sync

TEMPLATE = sync.ROOT / sync.TEMPLATES / "model.py.jinja"
PUBLISHED = json.loads((sync.ROOT / "tests/fixtures/published_appointment.json").read_text())

# One model for each way in which a property can be made.
REF = {"$ref": "#/components/schemas/Leaf"}
DATE = {"type": "string", "format": "date-time"}
KINDS: dict[str, Any] = {
    "plain": {"type": "string"},
    "moment": DATE,
    "day": {"type": "string", "format": "date"},
    "key": {"type": "string", "format": "uuid"},
    "colour": {"$ref": "#/components/schemas/Colour"},
    "always": {"const": "x"},
    "leaf": REF,
    "leaves": {"type": "array", "items": REF},
    "moments": {"type": "array", "items": DATE},
    "grid": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
    "maybe_leaf": {"oneOf": [REF, {"type": "null"}]},
    "leaf_or_text": {"oneOf": [REF, {"type": "string"}]},
    "leaf_or_twig": {"oneOf": [REF, {"$ref": "#/components/schemas/Twig"}]},
    "maybe_moment": {"oneOf": [DATE, {"type": "null"}]},
    "maybe_leaves": {"oneOf": [{"type": "array", "items": REF}, {"type": "null"}]},
    "number_or_text": {"type": ["integer", "string"]},
    "anything": {},
}
LEAF: dict[str, Any] = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}
ZOO: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Zoo", "version": "1"},
    "paths": {},
    "components": {
        "schemas": {
            "Colour": {"type": "string", "enum": ["red", "blue"]},
            "Leaf": LEAF,
            "Twig": {"type": "object", "required": ["b"], "properties": {"b": {"type": "string"}}},
            "Required": {"type": "object", "required": list(KINDS), "properties": KINDS},
            "Optional": {"type": "object", "properties": KINDS},
            "Closed": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False},
            "OfLeaves": {"type": "object", "additionalProperties": REF},
            "OfMoments": {"type": "object", "additionalProperties": DATE},
            "Defaults": {"type": "object", "required": ["b"], "properties": {"a": {"type": "integer", "default": 3}, "b": {"type": "string"}}},
        }
    },
}
WHOLE: dict[str, Any] = {
    "plain": "p", "moment": "2026-05-11T10:00:00+00:00", "day": "2026-05-11", "key": "6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10",
    "colour": "red", "always": "x", "leaf": {"a": 1}, "leaves": [{"a": 1}, {"a": 2, "z": 3}], "moments": ["2026-05-11T10:00:00+00:00"],
    "grid": [[1], []], "maybe_leaf": {"a": 1}, "leaf_or_text": "t", "leaf_or_twig": {"b": "x"}, "maybe_moment": None,
    "maybe_leaves": [{"a": 1}], "number_or_text": 7, "anything": [None], "more": {"kept": True},
}  # fmt: skip


def built(folder: Path, name: str, spec: Path, templates: bool) -> ModuleType:
    """The models of a spec, made with our template or without, as a package of that name."""
    root = folder / f"root_{name}"
    for part in ("spec", "requirements"):
        (root / part).mkdir(parents=True)
    shutil.copy(spec, root / sync.SPEC)
    shutil.copy(sync.ROOT / sync.CONFIG, root / sync.CONFIG)
    if templates:
        shutil.copytree(sync.ROOT / sync.TEMPLATES, root / sync.TEMPLATES)
    sync.run_generator(root, folder / name)
    location = importlib.util.spec_from_file_location(name, folder / name / "__init__.py", submodule_search_locations=[str(folder / name)])
    assert location is not None
    assert location.loader is not None
    module = importlib.util.module_from_spec(location)
    sys.modules[name] = module
    location.loader.exec_module(module)
    return importlib.import_module(f"{name}.models")


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return built(tmp_path_factory.mktemp("stock"), "stock_api", sync.ROOT / sync.SPEC, False)


@pytest.fixture(scope="module")
def zoos(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    folder = tmp_path_factory.mktemp("zoo")
    (folder / "zoo.json").write_text(json.dumps(ZOO))
    return built(folder, "zoo_stock", folder / "zoo.json", False), built(folder, "zoo_ours", folder / "zoo.json", True)


def outcome(model: Any, document: Any) -> Any:
    """What decoding gives, in words that leave out where a class was defined; or the kind of failure."""
    try:
        decoded = model.from_dict(copy.deepcopy(document))
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        return type(error)
    return (re.sub(r"<[\w.]+\.types\.Unset object at \w+>", "UNSET", repr(decoded)), encoded(decoded))


def encoded(model: Any) -> Any:
    try:
        return model.to_dict()
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        return type(error)


def pointers(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    return [at] * bool(at) + [pointer for key, child in children for pointer in pointers(child, (*at, key))]


DOCUMENTS = [PUBLISHED, {"data": sample_appointment()}]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2), max_leaves=4
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """One of the documents, with some values replaced and some keys taken away, anywhere."""
    document = copy.deepcopy(draw(st.sampled_from(DOCUMENTS)))
    for _ in range(draw(st.integers(0, 4))):
        *path, key = draw(st.sampled_from(pointers(document) or [("data",)]))
        holder = document
        for step in path:
            holder = holder[step]
        if draw(st.booleans()):
            holder[key] = draw(json_values)
        else:
            holder.pop(key, None) if isinstance(holder, dict) else holder.pop(key)
    return document


@given(document=damaged())
@settings(max_examples=300, deadline=None)
def test_same_as_stock(stock: Any, document: Any) -> None:
    """On every document, however damaged, decoding and encoding give what the stock client gives."""
    expected = outcome(stock.AppointmentEnvelope, document)
    got = outcome(AppointmentEnvelope, document)

    assert got == expected or isinstance(expected, type) and isinstance(got, type)


BROKEN: list[Any] = [None, 3, "x", [], {}, [3], [None], {"a": "x"}, {"b": 1}, "2026-05-11", ["2026-05-11T10:00:00Z"], [[{"a": 1}]], "blue"]


@pytest.mark.parametrize("name", ["Required", "Optional"])
@pytest.mark.parametrize("field", KINDS)
def test_every_kind_of_property(zoos: tuple[Any, Any], name: str, field: str) -> None:
    """Each kind of property decodes and encodes as in the stock client: whole, missing and broken."""
    stock, ours = (getattr(zoo, name) for zoo in zoos)
    missing = {key: value for key, value in WHOLE.items() if key != field}
    for document in [WHOLE, missing, *({**WHOLE, field: value} for value in BROKEN)]:
        expected, got = outcome(stock, document), outcome(ours, document)
        assert got == expected or isinstance(expected, type) and isinstance(got, type)


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("Closed", {"a": "x", "b": 1}),
        ("OfLeaves", {"x": {"a": 1}, "y": {"a": 2}}),
        ("OfMoments", {"x": "2026-05-11T10:00:00+00:00"}),
        ("Defaults", {"b": "x"}),
        ("Defaults", {"a": 4, "b": "x"}),
    ],
)
def test_every_kind_of_object(zoos: tuple[Any, Any], name: str, document: Any) -> None:
    """So do closed objects, typed maps and defaults."""
    assert outcome(getattr(zoos[1], name), document) == outcome(getattr(zoos[0], name), document)


@pytest.mark.parametrize("file", sorted((sync.ROOT / sync.PACKAGE / "models").glob("*.py")), ids=lambda file: file.stem)
def test_straight_line(file: Path) -> None:
    """No function of a model defines a function or imports anything."""
    for function in (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.FunctionDef)):
        inner = [node for node in ast.walk(function) if isinstance(node, ast.FunctionDef | ast.Lambda | ast.Import | ast.ImportFrom)]
        assert inner == [function]


def test_pinned() -> None:
    """The template names the generator that it was written for; when the pin moves, somebody has to look at it again."""
    (pin,) = re.findall(r"^openapi-python-client==(\S+)$", (sync.ROOT / sync.PINS).read_text(), re.MULTILINE)

    assert f"Written for openapi-python-client {pin}." in TEMPLATE.read_text()
    ours = {"model.py.jinja", "models_init.py.jinja", "str_enum.py.jinja", "types.py.jinja"}
    assert {file.name for file in (sync.ROOT / sync.TEMPLATES).iterdir()} == ours


def test_pickled_models_still_encode() -> None:
    """A model with unset fields that was pickled or copied still encodes, which the stock one does not."""
    document = {"data": sample_appointment() | {"links": [{"id": 1, "type": "list", "target_id": "2"}]}}

    assert copy.deepcopy(AppointmentEnvelope.from_dict(document)).to_dict() == document
