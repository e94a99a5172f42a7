# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
"""What the models share: their base class, and how a value that does not fit its attribute is reported."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from datetime import date
from enum import Enum
from http import HTTPStatus
from importlib import resources
from types import MappingProxyType
from typing import Any, BinaryIO, ClassVar, Generic, Literal, Self, TypeAlias, TypeVar
from uuid import UUID

from attrs import define, frozen

T = TypeVar("T")


class Unset:
    """The type of UNSET, which stands for a key that is not sent."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"  # a copied or unpickled UNSET is the same object


UNSET: Unset = Unset()

FileTypes: TypeAlias = tuple[str | None, BinaryIO, str | None]
RequestFiles: TypeAlias = list[tuple[str, FileTypes]]


@define
class File:
    """A file to upload, with its name and its media type."""

    payload: BinaryIO
    file_name: str | None = None
    mime_type: str | None = None

    def to_tuple(self) -> FileTypes:
        """Return the form that httpx takes for multipart/form-data."""
        return self.file_name, self.payload, self.mime_type


@define
class Response(Generic[T]):
    """A response of an operation, decoded."""

    status_code: HTTPStatus
    content: bytes
    headers: MutableMapping[str, str]
    parsed: T | None


@frozen
class Misfit:
    """A value of an answer that its attribute cannot hold.

    pointer: where it stands, as a JSON pointer (RFC 6901) relative to the document. expected: what the spec has there.
    """

    pointer: str
    expected: str


class UnfitError(ValueError):
    """A document lacks a value that no caller can do without, or has one of another type there.

    pointer: where, as a JSON pointer (RFC 6901) relative to the document; empty for the document itself.
    expected: what the spec has there.
    """

    pointer: str
    expected: str

    def __init__(self, pointer: str, expected: str) -> None:
        super().__init__(pointer, expected)
        self.pointer = pointer
        self.expected = expected

    def __str__(self) -> str:
        return f"expected {self.expected} at {self.pointer or 'the top'}"

    def below(self, key: str | int) -> Self:
        """Move the pointer below a key of the document that surrounds this one; return the error itself."""
        self.pointer = f"/{_escaped(key)}{self.pointer}"
        return self


def _escaped(key: str | int) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


class Model(Mapping[str, Any]):
    """Base class of the models.

    An attribute always holds what its annotation says. A value that it cannot hold is kept unchanged in
    `additional_properties`, beside the keys that the spec does not know, and `misfits` lists it; the attribute is then None, or
    UNSET. `to_dict()` gives the decoded document back.

    A model is a mapping from the names on the wire: `"type" in link`, `link["type"]`, `link.get("profile")`, `dict(link)`. It is true
    even where it is empty.
    """

    __slots__ = ("_fits", "_gaps")

    _gaps: dict[
        str, Misfit | None
    ]  # key -> why its attribute does not hold it: a misfit, or None where the key is missing
    _fits: bool  # whether there is no misfit here nor below; on a decoded document only
    _fields: ClassVar[Mapping[str, str]] = MappingProxyType({})  # name on the wire -> attribute
    _required: ClassVar[int] = 0  # how many of them, from the first, are required
    _nested: ClassVar[frozenset[str]] = frozenset()  # those that may hold models, enums or dates
    _typed_extra: ClassVar[bool] = False  # whether additional_properties may
    _schema: ClassVar[str] = ""  # JSON pointer to its schema in the spec
    additional_properties: Any = MappingProxyType({})

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object, as `json.loads` gives it, or another model.

        Raises UnfitError where it lacks a value that is required and not nullable, or has one of another type there.
        """
        found: list[str] = []
        source = src_dict.to_dict() if isinstance(src_dict, Model) else src_dict
        decoded = cls._decode(dict(source) if isinstance(source, Mapping) else source, found)
        decoded._fits = not found
        return decoded

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Encode as a JSON object; what was decoded comes back as it was."""
        extra = self.additional_properties
        encoded = (
            {key: _encoded(value) for key, value in extra.items()}
            if self._typed_extra
            else dict(extra)
        )
        gaps = self._get_gaps()
        for key, name in self._fields.items():
            value = getattr(self, name)
            if value is not UNSET and (value is not None or key not in gaps):
                encoded[key] = _encoded(value) if key in self._nested else value
        return encoded

    def _set_gaps(self, gaps: dict[str, Misfit | None]) -> None:
        self._gaps = gaps

    def _get_gaps(self) -> Mapping[str, Misfit | None]:
        return getattr(self, "_gaps", MappingProxyType({}))

    def _lookup(self, key: object) -> Any:
        """Return the value under a name on the wire, UNSET where there is none."""
        value = (
            getattr(self, self._fields[key], UNSET)
            if isinstance(key, str) and key in self._fields
            else UNSET
        )
        if value is UNSET or (value is None and key in self._get_gaps()):
            return self.additional_properties.get(key, UNSET)
        return value

    def __getitem__(self, key: str) -> Any:
        value = self._lookup(key)
        if value is UNSET:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        return self._lookup(key) is not UNSET

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names on the wire, those that the spec does not know last."""
        yield from [key for key in self._fields if key in self]
        yield from [key for key in self.additional_properties if key not in self._fields]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> Literal[True]:
        return True

    @property
    def additional_keys(self) -> list[str]:
        """The keys of `additional_properties`."""
        return list(self.additional_properties)

    def __setitem__(self, key: str, value: Any) -> None:
        self._refuse_declared(key)
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        self._refuse_declared(key)
        del self.additional_properties[key]

    def _refuse_declared(self, key: str) -> None:
        if key in self._fields:
            raise TypeError(
                f"{key!r} belongs to an attribute of {type(self).__name__}: assign to .{self._fields[key]}"
            )

    def __repr__(self) -> str:
        """Show what is required, then other plain values but ids of other records, in at most 200 characters."""
        shown = ""
        for index, (key, name) in enumerate(self._fields.items()):
            value = getattr(self, name, UNSET)
            plain = isinstance(value, str | int | float)
            if value is not UNSET and (
                index < self._required or (plain and not key.endswith("_id"))
            ):
                part = f"{name}={_brief(value)}, "
                if len(type(self).__name__) + len(shown) + len(part) > 190:
                    break
                shown += part
        if not self._fields:
            shown = "".join(
                f"{_brief(key)}, " for key in list(getattr(self, "additional_properties", {}))[:3]
            )
        return f"{type(self).__name__}({shown}...)"

    def __getstate__(self) -> dict[str, Any]:
        names = [*self._fields.values(), "additional_properties", *Model.__slots__]
        return {name: getattr(self, name) for name in names if hasattr(self, name)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> dict[str, Any]:
        """Let pydantic and FastAPI take and return models. The schema is plain data, so pydantic is not imported."""
        return {
            "type": "function-plain",
            "function": {"type": "no-info", "function": cls._from_pydantic},
            "serialization": {"type": "function-plain", "function": cls.to_dict},
        }

    @classmethod
    def _from_pydantic(cls, value: Any) -> Self:
        return value if isinstance(value, cls) else cls.from_dict(value)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """Return the schema that the spec has, with its references resolved."""
        text = resources.files(__package__).joinpath("openapi.json").read_text(encoding="utf-8")
        resolved: dict[str, Any] = _resolved({"$ref": f"#{cls._schema}"}, json.loads(text), ())
        return resolved


def misfits(model: Model) -> list[Misfit]:
    """List what a decoded model, and every model inside it, had no attribute for; keys unknown to the spec do not count."""
    return [] if getattr(model, "_fits", False) else list(_walk(model, ""))


def _walk(value: Any, at: str) -> Iterator[Misfit]:
    children: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, Model):
        yield from (
            Misfit(at + gap.pointer, gap.expected) for gap in value._get_gaps().values() if gap
        )
        nested = {
            key: getattr(value, value._fields[key]) for key in value._fields if key in value._nested
        }
        children = {**(value.additional_properties if value._typed_extra else {}), **nested}.items()
    elif isinstance(value, list):
        children = enumerate(value)
    for key, child in children:
        yield from _walk(child, f"{at}/{_escaped(key)}")


def _encoded(value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, list):
        return [_encoded(item) for item in value]
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _brief(value: Any) -> str:
    """Show a value in at most 45 characters."""
    if isinstance(value, str):
        shown = next(
            part for part in (value[:40], value[:20], value[:4]) if len(repr(part)) <= 42
        )  # 10 for one that is escaped
        return repr(shown) + "..." * (len(value) > len(shown))
    if isinstance(value, list):
        return f"[{len(value)} items]" if len(value) != 1 else "[1 item]"
    if (
        value is None
        or isinstance(value, bool | float)
        or (isinstance(value, int) and abs(value) < 2**64)
    ):
        return repr(value)
    return f"{type(value).__name__}(...)"


def _resolved(node: Any, spec: Any, seen: tuple[str, ...]) -> Any:
    """Return a part of the spec with its references replaced by what they point to, but where that would never end."""
    if isinstance(node, list):
        return [_resolved(item, spec, seen) for item in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if reference in seen:
        return {}
    if isinstance(reference, str):
        target = spec
        for step in reference.removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        rest = {key: value for key, value in node.items() if key != "$ref"}
        return _resolved({**target, **rest}, spec, (*seen, reference))
    return {key: _resolved(item, spec, seen) for key, item in node.items()}


# What the models decode with where a value is not simply taken as it is.


def _set_aside(
    gaps: dict[str, Misfit | None] | None,
    found: list[str],
    key: str,
    value: Any,
    expected: str,
    error: UnfitError | None = None,
    *,
    required: bool = False,
    kept: bool = True,
) -> dict[str, Misfit | None]:
    """Note that an attribute does not hold the value under its key; UNSET is a missing key.

    kept: whether the model has a place for such a value; if not, the model is unfit.
    """
    gaps = {} if gaps is None else gaps
    if value is UNSET and not required:
        gaps[key] = None
        return gaps
    if error is not None and error.pointer:
        expected = f"{expected} (with {error.expected} at {error.pointer})"
    pointer = f"/{_escaped(key)}"
    if not kept:
        raise UnfitError(pointer, expected)
    gaps[key] = Misfit(pointer, expected)
    found.append(key)
    return gaps


def _rest(
    source: dict[str, Any], fields: Mapping[str, str], gaps: Mapping[str, Misfit | None] | None
) -> dict[str, Any]:
    """Return what no attribute holds: values under keys that the spec does not know, and those that were set aside."""
    aside = gaps or {}
    return {
        key: value
        for key, value in source.items()
        if key not in fields or (key in aside and value is not UNSET)
    }


def _first_unfit(kind: type[Model], values: list[Any]) -> UnfitError:
    """Return the error of the first item that does not fit, with its index."""
    for index, value in enumerate(values):
        try:
            kind._decode(value, [])
        except UnfitError as error:
            return error.below(index)
    return UnfitError("", "array")  # the items have changed in the meantime


def _listed(value: Any) -> list[Any]:
    if type(value) is not list:
        raise UnfitError("", "array")
    return value


def _fitting(fits: bool, value: Any) -> Any:
    if not fits:
        raise UnfitError("", "another type")
    return value


def _first_of(value: Any, found: list[str], *readers: Any) -> Any:
    """Decode with the first reader that takes the value: a model, an enum, or a function of the value."""
    for reader in readers:
        try:
            return reader._decode(value, found) if hasattr(reader, "_decode") else reader(value)
        except (TypeError, ValueError, AttributeError):  # UnfitError is a ValueError
            continue
    raise UnfitError("", "another type")


__all__ = [
    "UNSET",
    "File",
    "FileTypes",
    "Misfit",
    "Model",
    "RequestFiles",
    "Response",
    "UnfitError",
    "Unset",
    "misfits",
]
