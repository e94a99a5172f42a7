# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SpecialHours")


@_attrs_define
class SpecialHours:
    """Hours of an appointment definition that differ from the weekly ones for a while.

    Attributes:
        id (int):
        appointment_definition_id (int):
        name (None | str):
        is_repeating (bool):
        available_from (None | str): Clock time.
        available_until (None | str): Clock time.
        start_at (None | str):
        end_at (None | str):
        is_closed (bool):
        created_at (str):
        updated_at (str):
    """

    id: int
    appointment_definition_id: int
    name: None | str
    is_repeating: bool
    available_from: None | str
    available_until: None | str
    start_at: None | str
    end_at: None | str
    is_closed: bool
    created_at: str
    updated_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        appointment_definition_id = self.appointment_definition_id

        name: None | str
        name = self.name

        is_repeating = self.is_repeating

        available_from: None | str
        available_from = self.available_from

        available_until: None | str
        available_until = self.available_until

        start_at: None | str
        start_at = self.start_at

        end_at: None | str
        end_at = self.end_at

        is_closed = self.is_closed

        created_at = self.created_at

        updated_at = self.updated_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "appointment_definition_id": appointment_definition_id,
                "name": name,
                "is_repeating": is_repeating,
                "available_from": available_from,
                "available_until": available_until,
                "start_at": start_at,
                "end_at": end_at,
                "is_closed": is_closed,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        appointment_definition_id = d.pop("appointment_definition_id")

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        is_repeating = d.pop("is_repeating")

        def _parse_available_from(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        available_from = _parse_available_from(d.pop("available_from"))

        def _parse_available_until(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        available_until = _parse_available_until(d.pop("available_until"))

        def _parse_start_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        start_at = _parse_start_at(d.pop("start_at"))

        def _parse_end_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        end_at = _parse_end_at(d.pop("end_at"))

        is_closed = d.pop("is_closed")

        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        special_hours = cls(
            id=id,
            appointment_definition_id=appointment_definition_id,
            name=name,
            is_repeating=is_repeating,
            available_from=available_from,
            available_until=available_until,
            start_at=start_at,
            end_at=end_at,
            is_closed=is_closed,
            created_at=created_at,
            updated_at=updated_at,
        )

        special_hours.additional_properties = d
        return special_hours

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
