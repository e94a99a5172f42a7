# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TransactionSummary")


@_attrs_define
class TransactionSummary:
    """A purchase in a shop, in short.

    Attributes:
        id (int | None | Unset): The id of the purchase.
        external_id (None | str | Unset): The id of the purchase in the system that it came
            from.
        receipt_ref (None | str | Unset): The number on the receipt.
        total (float | None | Unset): The total, in the currency of the shop.
        status (None | str | Unset): How far the purchase has come. The values are not
            published.
    """

    id: int | None | Unset = UNSET
    external_id: None | str | Unset = UNSET
    receipt_ref: None | str | Unset = UNSET
    total: float | None | Unset = UNSET
    status: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        if not isinstance(self.id, Unset):
            field_dict["id"] = self.id
        if not isinstance(self.external_id, Unset):
            field_dict["external_id"] = self.external_id
        if not isinstance(self.receipt_ref, Unset):
            field_dict["receipt_ref"] = self.receipt_ref
        if not isinstance(self.total, Unset):
            field_dict["total"] = self.total
        if not isinstance(self.status, Unset):
            field_dict["status"] = self.status
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id", UNSET)
        decoded.external_id = d.pop("external_id", UNSET)
        decoded.receipt_ref = d.pop("receipt_ref", UNSET)
        decoded.total = d.pop("total", UNSET)
        decoded.status = d.pop("status", UNSET)
        decoded.additional_properties = d
        return decoded

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
