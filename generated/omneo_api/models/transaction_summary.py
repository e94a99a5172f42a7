# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
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
class TransactionSummary(_Model):
    """A purchase in a shop, in short.

    Attributes:
        id (int | None): The id of the purchase.
        external_id (str | None): The id of the purchase in the system that it came from.
        receipt_ref (str | None): The number on the receipt.
        total (float | int | None): The total, in the currency of the shop.
        status (str | None): How far the purchase has come. The values are not published.
    """

    _schema: ClassVar[str] = "/components/schemas/TransactionSummary"
    _required: ClassVar[int] = 0
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "external_id": "external_id",
        "receipt_ref": "receipt_ref",
        "total": "total",
        "status": "status",
    }

    id: int | None = None
    """The id of the purchase."""
    external_id: str | None = None
    """The id of the purchase in the system that it came from."""
    receipt_ref: str | None = None
    """The number on the receipt."""
    total: float | int | None = None
    """The total, in the currency of the shop."""
    status: str | None = None
    """How far the purchase has come. The values are not published."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value_1 = source["id"]
            value_2 = source["external_id"]
            value_3 = source["receipt_ref"]
            value_4 = source["total"]
            value_5 = source["status"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if value_1 is None or type(value_1) is int:
            self.id = value_1
        else:
            self.id = None
            gaps = _set_aside(gaps, found, "id", value_1, "integer or null")
        if value_2 is None or type(value_2) is str:
            self.external_id = value_2
        else:
            self.external_id = None
            gaps = _set_aside(gaps, found, "external_id", value_2, "string or null")
        if value_3 is None or type(value_3) is str:
            self.receipt_ref = value_3
        else:
            self.receipt_ref = None
            gaps = _set_aside(gaps, found, "receipt_ref", value_3, "string or null")
        if value_4 is None or type(value_4) is int or type(value_4) is float and isfinite(value_4):
            self.total = value_4
        else:
            self.total = None
            gaps = _set_aside(gaps, found, "total", value_4, "number or null")
        if value_5 is None or type(value_5) is str:
            self.status = value_5
        else:
            self.status = None
            gaps = _set_aside(gaps, found, "status", value_5, "string or null")
        extra = {} if gaps is None and len(source) == 5 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
