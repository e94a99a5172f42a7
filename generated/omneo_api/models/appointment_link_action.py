# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.morph_alias import MorphAlias
from ..types import (
    UNSET,
    Misfit,
    UnfitError,
    _first_of,
    _rest,
)
from ..types import Model as _Model


@_attrs_define(repr=False, getstate_setstate=False, kw_only=True)
class AppointmentLinkAction(_Model):
    """Names the record to attach or detach. The form of the id follows from the type: a UUID for
    a profile, an integer for everything else. It travels as a JSON string either way.

    Attributes:
        type_ (MorphAlias): The kind of record to link, by the alias that the server's whitelist
            knows it under.
        id (str): The record's own id, in the form that its type asks for.
    """

    _schema: ClassVar[str] = "/components/schemas/AppointmentLinkAction"
    _required: ClassVar[int] = 2
    _fields: ClassVar[Mapping[str, str]] = {
        "type": "type_",
        "id": "id",
    }
    _nested: ClassVar[frozenset[str]] = frozenset({"type"})

    type_: MorphAlias
    """The kind of record to link, by the alias that the server's whitelist knows it under."""
    id: str
    """The record's own id, in the form that its type asks for."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value_1 = source["type"]
            value_2 = source["id"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        try:
            self.type_ = _first_of(value_1, found, MorphAlias)
        except UnfitError:
            raise UnfitError("", "MorphAlias").below("type") from None
        if not (type(value_2) is str):
            raise UnfitError("", "string").below("id")
        self.id = value_2
        extra = {} if gaps is None and len(source) == 2 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
