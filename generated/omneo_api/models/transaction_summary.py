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
        data = source.copy()
        pop = data.pop
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        value = pop("id", UNSET)
        if value is None or type(value) is int:
            self.id = value
        else:
            self.id = None
            gaps = _set_aside(gaps, data, found, "id", value, "integer or null")
        value = pop("external_id", UNSET)
        if value is None or type(value) is str:
            self.external_id = value
        else:
            self.external_id = None
            gaps = _set_aside(gaps, data, found, "external_id", value, "string or null")
        value = pop("receipt_ref", UNSET)
        if value is None or type(value) is str:
            self.receipt_ref = value
        else:
            self.receipt_ref = None
            gaps = _set_aside(gaps, data, found, "receipt_ref", value, "string or null")
        value = pop("total", UNSET)
        if value is None or type(value) is int or type(value) is float and isfinite(value):
            self.total = value
        else:
            self.total = None
            gaps = _set_aside(gaps, data, found, "total", value, "number or null")
        value = pop("status", UNSET)
        if value is None or type(value) is str:
            self.status = value
        else:
            self.status = None
            gaps = _set_aside(gaps, data, found, "status", value, "string or null")
        self.additional_properties = data
        if gaps is not None:
            self._set_gaps(gaps)
        return self
