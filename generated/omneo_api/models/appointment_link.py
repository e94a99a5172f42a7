# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AppointmentLink")


@_attrs_define
class AppointmentLink:
    """One record that is linked to the appointment.

    Attributes:
        id (int | str): The id of the link's own row; unlinking does not use it.
        type_ (str): The alias of the linked record. Known so far: profile, list.
        target_id (int | str): The id of the linked record. Compare it as a string.
        profile (None | ProfileSummary | Unset): The linked profile in short, where the link is
            to one.
        linkable (Linkable | None | Unset): The linked record in short.
    """

    id: int | str
    type_: str
    target_id: int | str
    profile: None | ProfileSummary | Unset = UNSET
    linkable: Linkable | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        field_dict["id"] = self.id
        field_dict["type"] = self.type_
        field_dict["target_id"] = self.target_id
        if not isinstance(self.profile, Unset):
            field_dict["profile"] = (
                self.profile.to_dict() if isinstance(self.profile, ProfileSummary) else self.profile
            )
        if not isinstance(self.linkable, Unset):
            field_dict["linkable"] = (
                self.linkable.to_dict() if isinstance(self.linkable, Linkable) else self.linkable
            )
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id")
        decoded.type_ = d.pop("type")
        decoded.target_id = d.pop("target_id")
        profile = d.pop("profile", UNSET)
        if isinstance(profile, dict):
            try:
                profile = ProfileSummary.from_dict(profile)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.profile = profile
        linkable = d.pop("linkable", UNSET)
        if isinstance(linkable, dict):
            try:
                linkable = Linkable.from_dict(linkable)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.linkable = linkable
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


from ..models.linkable import Linkable  # noqa: E402
from ..models.profile_summary import ProfileSummary  # noqa: E402
