# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ValidationErrorMessage")


@_attrs_define
class ValidationErrorMessage:
    """Laravel's error envelope for a body that breaks a rule.

    Attributes:
        message (None | str | Unset): The first problem in short.
        errors (FieldErrors | None | Unset): What is wrong with each field.
    """

    message: None | str | Unset = UNSET
    errors: FieldErrors | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        if not isinstance(self.message, Unset):
            field_dict["message"] = self.message
        if not isinstance(self.errors, Unset):
            field_dict["errors"] = (
                self.errors.to_dict() if isinstance(self.errors, FieldErrors) else self.errors
            )
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.message = d.pop("message", UNSET)
        errors = d.pop("errors", UNSET)
        if isinstance(errors, dict):
            try:
                errors = FieldErrors.from_dict(errors)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.errors = errors
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


from ..models.field_errors import FieldErrors  # noqa: E402
