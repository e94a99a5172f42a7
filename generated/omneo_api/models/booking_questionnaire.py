# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="BookingQuestionnaire")


@_attrs_define
class BookingQuestionnaire:
    """The questions asked when booking.

    Attributes:
        id (int | Unset):
        name (None | str | Unset):
        purpose (None | str | Unset):
        is_active (bool | Unset):
        pages (list[Any] | Unset):
        questions (list[Any] | Unset):
    """

    id: int | Unset = UNSET
    name: None | str | Unset = UNSET
    purpose: None | str | Unset = UNSET
    is_active: bool | Unset = UNSET
    pages: list[Any] | Unset = UNSET
    questions: list[Any] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        if not isinstance(self.id, Unset):
            field_dict["id"] = self.id
        if not isinstance(self.name, Unset):
            field_dict["name"] = self.name
        if not isinstance(self.purpose, Unset):
            field_dict["purpose"] = self.purpose
        if not isinstance(self.is_active, Unset):
            field_dict["is_active"] = self.is_active
        if not isinstance(self.pages, Unset):
            field_dict["pages"] = self.pages
        if not isinstance(self.questions, Unset):
            field_dict["questions"] = self.questions
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id", UNSET)
        decoded.name = d.pop("name", UNSET)
        decoded.purpose = d.pop("purpose", UNSET)
        decoded.is_active = d.pop("is_active", UNSET)
        decoded.pages = d.pop("pages", UNSET)
        decoded.questions = d.pop("questions", UNSET)
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
