# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.morph_alias import MorphAlias

T = TypeVar("T", bound="AppointmentLinkAction")


@_attrs_define
class AppointmentLinkAction:
    """Names the record to attach or detach. The form of the id follows from the type: a UUID for
    a profile, an integer for everything else. It travels as a JSON string either way.

    Attributes:
        type_ (MorphAlias): The kind of record to link, by the alias that the server's whitelist
            knows it under.
        id (str): The record's own id, in the form that its type asks for.
    """

    type_: MorphAlias
    id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        type_ = self.type_.value
        field_dict["type"] = type_
        field_dict["id"] = self.id
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        type_ = MorphAlias(d.pop("type"))
        decoded.type_ = type_
        decoded.id = d.pop("id")
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
