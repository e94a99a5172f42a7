# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    Misfit,
    UnfitError,
    _fitting,
    _rest,
)
from ..types import Model as _Model


@_attrs_define(repr=False, getstate_setstate=False, kw_only=True)
class FieldErrors(_Model):
    """For each field, what is wrong with it. A key may be dotted, such as `answers.0.value`."""

    _schema: ClassVar[str] = "/components/schemas/FieldErrors"
    _required: ClassVar[int] = 0

    additional_properties: dict[str, list[str]] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        extra = {} if gaps is None and len(source) == 0 else _rest(source, cls._fields, gaps)
        for key, value in extra.items():
            try:
                extra[key] = _fitting(
                    type(value) is list and all(type(item) is str for item in value), value
                )
            except UnfitError:
                raise UnfitError("", "array of string").below(key) from None
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
