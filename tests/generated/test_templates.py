"""Our templates: models that are what they say for every kind of property, and a stock client's requests to the byte."""

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

from tests.generated.truth import annotations_of, check_unfit, holds, same
from tools import sync

TEMPLATES = sync.ROOT / sync.TEMPLATES

# One property for each way in which a value can be made.
LEAF, TWIG = {"$ref": "#/components/schemas/Leaf"}, {"$ref": "#/components/schemas/Twig"}
DATE = {"type": "string", "format": "date-time"}
NULL = {"type": "null"}
KINDS: dict[str, Any] = {
    "plain": {"type": "string"},
    "count": {"type": "integer"},
    "share": {"type": "number"},
    "maybe_share": {"type": ["number", "null"]},
    "flag": {"type": "boolean"},
    "nothing": NULL,
    "moment": DATE,
    "day": {"type": "string", "format": "date"},
    "key": {"type": "string", "format": "uuid"},
    "colour": {"$ref": "#/components/schemas/Colour"},
    "maybe_colour": {"oneOf": [{"$ref": "#/components/schemas/Colour"}, NULL]},
    "always": {"const": "x"},
    "leaf": LEAF,
    "leaves": {"type": "array", "items": LEAF},
    "moments": {"type": "array", "items": DATE},
    "words": {"type": "array", "items": {"type": "string"}},
    "maybe_words": {"type": "array", "items": {"type": ["string", "null"]}},
    "things": {"type": "array", "items": {}},
    "grid": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
    "leaf_grid": {"type": "array", "items": {"type": "array", "items": LEAF}},
    "maybe_leaf": {"oneOf": [LEAF, NULL]},
    "leaf_or_text": {"oneOf": [LEAF, {"type": "string"}]},
    "leaf_or_twig": {"oneOf": [LEAF, TWIG]},
    "leaf_or_leaves": {"oneOf": [LEAF, {"type": "array", "items": LEAF}, NULL]},
    "maybe_moment": {"oneOf": [DATE, NULL]},
    "maybe_leaves": {"oneOf": [{"type": "array", "items": LEAF}, NULL]},
    "array_or_null": {"type": ["array", "null"], "items": LEAF},
    "leaves_with_gaps": {"type": "array", "items": {"oneOf": [LEAF, NULL]}},
    "number_or_text": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
    "anything": {},
    "bush": {"$ref": "#/components/schemas/Bush"},
    "by_name": {"$ref": "#/components/schemas/OfLeaves"},
}
# Names that the models themselves use, or that mean something in Python.
NAMES = "d data decoded cls self source found value value_1 key gaps extra item error keys from_dict to_dict additional_properties additional_keys"
NAMES += " misfits _gaps _fields _decode class list str 1st a/b ~x get items values isfinite UNSET"
ODD = {name: LEAF if index % 2 else {"type": "string"} for index, name in enumerate(NAMES.split())}
WHOLE: dict[str, Any] = {
    "plain": "p", "count": 1, "share": 0.5, "maybe_share": 80, "flag": True, "nothing": None, "moment": "2026-05-11T10:00:00+00:00",
    "day": "2026-05-11", "key": "6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10", "colour": "red", "maybe_colour": "blue", "always": "x",
    "leaf": {"a": 1}, "leaves": [{"a": 1}, {"a": 2, "z": 3}], "moments": ["2026-05-11T10:00:00+00:00"], "words": ["a", ""],
    "maybe_words": ["a", None], "things": [1, None, {}], "grid": [[1], []], "leaf_grid": [[{"a": 1}], []], "maybe_leaf": {"a": 1},
    "leaf_or_text": "t", "leaf_or_twig": {"b": "x"}, "leaf_or_leaves": [{"a": 1}], "maybe_moment": None, "maybe_leaves": [{"a": 1}],
    "array_or_null": None, "leaves_with_gaps": [{"a": 1}, None], "number_or_text": 7, "anything": [None],
    "bush": {"leaf": {"a": 1}, "bush": {"leaf": {"a": 2}, "x": 1}}, "by_name": {"x": {"a": 1}}, "more": {"kept": True},
}  # fmt: skip
BROKEN: list[Any] = [
    None, 3, -0.0, 1.0, float("nan"), float("inf"), 10**40, True, "x", "", [], {}, [3], [None], [[]], [{}], [True], {"a": "x"}, {"a": True}, {"a": 1},
    {"b": 1}, {"leaf": 3}, {"x": {"a": "y"}}, "2026-05-11", ["2026-05-11T10:00:00Z"], [[{"a": 1}]], [[{"a": 1}, 3]], "blue", [["a", 1]], [["a", 1], ["b", 2]],
]  # fmt: skip


def zoo() -> dict[str, Any]:
    schemas: dict[str, Any] = {
        "Colour": {"type": "string", "enum": ["red", "blue"]},
        "Leaf": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
        "Twig": {"type": "object", "required": ["b"], "properties": {"b": {"type": "string"}}},
        "Bush": {"type": "object", "properties": {"leaf": LEAF, "bush": {"$ref": "#/components/schemas/Bush"}}},
        "OfLeaves": {"type": "object", "additionalProperties": LEAF},
        "OfMoments": {"type": "object", "additionalProperties": DATE},
        "OfGrids": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "array", "items": LEAF}}},
        "Closed": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False},
        "Defaults": {"type": "object", "required": ["b"], "properties": {"a": {"type": "integer", "default": 3}, "b": {"type": "string"}}},
        "Odd": {"type": "object", "required": list(ODD)[::3], "properties": ODD},
        "Quoted": {"type": "object", "properties": {"a": {"type": "string", "description": 'Ends with a "quote"'}}},
    }
    for name in ("", "Sent"):
        schemas[f"{name}Required"] = {"type": "object", "required": list(KINDS), "properties": KINDS}
        schemas[f"{name}Optional"] = {"type": "object", "properties": KINDS}
    operations = {
        f"/{name}": {"post": {
            "operationId": f"create{name}", "tags": ["zoo"], "responses": {"204": {"description": "Done"}},
            "requestBody": {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}},
        }} for name in ("SentRequired", "SentOptional")
    }  # fmt: skip
    return {"openapi": "3.1.0", "info": {"title": "Zoo", "version": "1"}, "paths": operations, "components": {"schemas": schemas}}


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
def zoos(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    folder = tmp_path_factory.mktemp("zoo")
    spec = zoo()
    (folder / "ours.json").write_text(json.dumps(spec))
    spec["components"]["schemas"].pop("Odd")  # the stock client cannot even be imported with it
    (folder / "stock.json").write_text(json.dumps(spec))
    return built(folder, "zoo_stock", folder / "stock.json", False), built(folder, "zoo_ours", folder / "ours.json", True)


@pytest.fixture(scope="module")
def ours(zoos: tuple[Any, Any]) -> Any:
    return zoos[1]


def types_of(models: Any) -> Any:
    return sys.modules[f"{models.__name__.partition('.')[0]}.types"]


def check(models: Any, name: str, document: Any) -> Any:
    """Decode a document and hold the model to what every model promises; None where it does not fit."""
    types = types_of(models)
    try:
        model = getattr(models, name).from_dict(copy.deepcopy(document))
    except types.UnfitError as error:
        check_unfit(document, error)
        return None
    check_attributes(types, model)
    types.misfits(model)
    repr(model)
    return model


def check_attributes(types: Any, model: Any) -> None:
    for name, annotation in annotations_of(type(model)).items():
        value = getattr(model, name)
        assert holds(value, annotation), f"{type(model).__name__}.{name}: {annotation} holds {value!r}"
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, types.Model):
                check_attributes(types, inner)


@pytest.mark.parametrize("name", ["Required", "Optional"])
def test_a_whole_document(ours: Any, name: str) -> None:
    """A document of every kind of value decodes without a misfit and comes back as it was."""
    model = check(ours, name, WHOLE)

    assert types_of(ours).misfits(model) == []
    assert same(model.to_dict(), WHOLE)
    assert model == copy.deepcopy(model)


@pytest.mark.parametrize("name", ["Required", "Optional"])
@pytest.mark.parametrize("field", KINDS)
def test_every_kind_of_property(ours: Any, name: str, field: str) -> None:
    """Whatever stands there, or nothing: the attribute is what its annotation says, and to_dict() gives the document back."""
    for document in [{key: value for key, value in WHOLE.items() if key != field}, *({**WHOLE, field: value} for value in BROKEN)]:
        model = check(ours, name, document)
        assert model is not None or name == "Required"
        assert model is None or same(model.to_dict(), document)


@pytest.mark.parametrize("field", KINDS)
def test_null_where_a_key_may_be_missing(ours: Any, field: str) -> None:
    """In what is received, null is as good as a missing key: it is no misfit, and comes back as null."""
    model = ours.Optional.from_dict({field: None})

    assert (types_of(ours).misfits(model), getattr(model, field), model.to_dict()) == ([], None, {field: None})


@pytest.mark.parametrize("name", ["SentRequired", "SentOptional"])
@pytest.mark.parametrize("field", KINDS)
def test_every_kind_of_sent_property(zoos: tuple[Any, Any], name: str, field: str) -> None:
    """What is sent is encoded as in the stock client, and is what its annotation says after decoding."""
    stock, ours = zoos
    partial = {key: value for key, value in WHOLE.items() if key != field}
    for document in [WHOLE] if name == "SentRequired" else [WHOLE, partial, {field: WHOLE[field]}]:
        model = check(ours, name, document)
        assert json.dumps(model.to_dict()) == json.dumps(getattr(stock, name).from_dict(copy.deepcopy(document)).to_dict())
        assert types_of(ours).misfits(model) == []
    for value in BROKEN:
        check(ours, name, {**WHOLE, field: value})


def test_sent_and_received(ours: Any) -> None:
    """What is sent keeps a missing key apart from null; what is received says None for both, and keeps enums as strings."""
    unset = types_of(ours).UNSET
    colour = {**WHOLE, "colour": "green"}
    sent, received = ours.SentOptional.from_dict(colour), ours.Optional.from_dict(colour)

    assert (sent.colour, sent.additional_properties["colour"], received.colour) == (unset, "green", "green")
    assert (ours.SentOptional().maybe_leaf, ours.Optional().maybe_leaf) == (unset, None)
    assert ours.SentOptional.from_dict({"maybe_leaf": None}).maybe_leaf is None
    assert ours.SentOptional.from_dict({"maybe_leaf": 3}).to_dict() == {"maybe_leaf": 3}
    assert sent.maybe_colour is ours.Colour.BLUE
    assert ours.ColourLiteral.__args__ == ("blue", "red")


@pytest.mark.parametrize(
    ("name", "document", "pointer"),
    [
        ("Closed", {"a": 1}, "/a"),
        ("OfLeaves", {"x": {"a": 1}, "y/~": {"a": "2"}}, "/y~1~0/a"),
        ("OfLeaves", {"x": 3}, "/x"),
        ("OfMoments", {"x": 3}, "/x"),
        ("Required", {**WHOLE, "leaves": [{"a": 1}, {"a": None}]}, "/leaves/1/a"),
        ("Required", {**WHOLE, "leaf": {}}, "/leaf/a"),
        ("Required", {**WHOLE, "by_name": {"~": {}}}, "/by_name/~0/a"),
        ("Required", {**WHOLE, "leaf_grid": [[{"a": 1}], [{}]]}, "/leaf_grid"),
        ("Required", {**WHOLE, "words": ["a", 3]}, "/words"),
        ("OfGrids", {"x": [[{"a": 1}, {}]]}, "/x"),
        ("Required", {**WHOLE, "share": float("nan")}, "/share"),
        ("Leaf", [["a", 1]], ""),
        ("Leaf", None, ""),
        ("Leaf", "a", ""),
    ],
)
def test_unfit(ours: Any, name: str, document: Any, pointer: str) -> None:
    """Where a caller cannot do without a value, or a model has no place to keep it, UnfitError says where."""
    with pytest.raises(types_of(ours).UnfitError) as caught:
        getattr(ours, name).from_dict(document)

    assert caught.value.pointer == pointer
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("OfLeaves", {"x": {"a": 1}, "y": {"a": 2, "z": 1}}),
        ("OfMoments", {"x": "2026-05-11T10:00:00+00:00", "y": ""}),
        ("Defaults", {"b": "x"}),
        ("Defaults", {"a": 4, "b": "x"}),
        ("Odd", {name: {"a": 1} if value is LEAF else "x" for name, value in ODD.items()}),
        ("Quoted", {"a": "x"}),
    ],
)
def test_every_kind_of_object(ours: Any, name: str, document: Any) -> None:
    """Typed maps, defaults and odd names decode, are what they say, and come back as they were."""
    model = check(ours, name, document)

    assert same(model.to_dict(), document)
    assert dict(model) == {key: model[key] for key in document}


def test_closed_objects(ours: Any) -> None:
    """An object that takes no more keys leaves them out."""
    assert ours.Closed.from_dict({"a": "x", "b": 1}).to_dict() == {"a": "x"}


def test_misfits_of_every_depth(ours: Any) -> None:
    """misfits() finds what is set aside inside models, lists and typed maps, and points to it."""
    found = types_of(ours).misfits(
        ours.Optional.from_dict({"bush": {"bush": {"leaf": {"a": True}}}, "leaf_grid": [[{"a": 1}], [{}]], "share": "1", "colour": {}, "maybe_words": [3]})
    )

    assert [(misfit.pointer, misfit.expected) for misfit in found] == [
        ("/share", "number or null"),
        ("/colour", "string or null"),
        ("/maybe_words", "array of (string or null) or null"),
        ("/leaf_grid", "array of array of Leaf or null"),
        ("/bush/bush/leaf", "Leaf (with integer at /a)"),
    ]


@pytest.mark.parametrize("file", sorted((sync.ROOT / sync.PACKAGE / "models").glob("*.py")), ids=lambda file: file.stem)
def test_straight_line(file: Path) -> None:
    """No function of a model defines a function or imports anything."""
    for function in (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.FunctionDef)):
        inner = [node for node in ast.walk(function) if isinstance(node, ast.FunctionDef | ast.Lambda | ast.Import | ast.ImportFrom)]
        assert inner == [function]


@pytest.mark.parametrize("template", sorted(TEMPLATES.iterdir()), ids=lambda file: file.name)
def test_pinned(template: Path) -> None:
    """Each template names the generator that it was written for; when the pin moves, somebody has to look at it again."""
    (pin,) = re.findall(r"^openapi-python-client==(\S+)", (sync.ROOT / sync.PINS).read_text(), re.MULTILINE)

    assert f"Written for openapi-python-client {pin}." in template.read_text()
