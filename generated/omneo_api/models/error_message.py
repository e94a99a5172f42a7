# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Misfit,
    UnfitError,
    _rest,
    _set_aside,
)
from ..types import Model as _Model


@_attrs_define(repr=False, getstate_setstate=False, kw_only=True)
class ErrorMessage(_Model):
    """Laravel's error envelope.

    Attributes:
        message (str | None): What went wrong, in words.
    """

    _schema: ClassVar[str] = "/components/schemas/ErrorMessage"
    _required: ClassVar[int] = 0
    _fields: ClassVar[Mapping[str, str]] = {
        "message": "message",
    }

    message: str | None = None
    """What went wrong, in words."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value_1 = source["message"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if value_1 is None or type(value_1) is str:
            self.message = value_1
        else:
            self.message = None
            gaps = _set_aside(gaps, found, "message", value_1, "string or null")
        extra = {} if gaps is None and len(source) == 1 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
