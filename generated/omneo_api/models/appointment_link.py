# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.linkable import Linkable
    from ..models.profile_summary import ProfileSummary


T = TypeVar("T", bound="AppointmentLink")


@_attrs_define
class AppointmentLink:
    """One record that is linked to the appointment.

    Attributes:
        id (int | str): Id of the link's own row; unlinking does not use it.
        type_ (str): The alias of the linked record. Known so far: profile, list.
        target_id (int | str): Id of the linked record; compare it as a string.
        profile (None | ProfileSummary | Unset):
        linkable (Linkable | None | Unset):
    """

    id: int | str
    type_: str
    target_id: int | str
    profile: None | ProfileSummary | Unset = UNSET
    linkable: Linkable | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.linkable import Linkable  # noqa: PLC0415
        from ..models.profile_summary import ProfileSummary  # noqa: PLC0415

        id: int | str
        id = self.id

        type_ = self.type_

        target_id: int | str
        target_id = self.target_id

        profile: dict[str, Any] | None | Unset
        if isinstance(self.profile, Unset):
            profile = UNSET
        elif isinstance(self.profile, ProfileSummary):
            profile = self.profile.to_dict()
        else:
            profile = self.profile

        linkable: dict[str, Any] | None | Unset
        if isinstance(self.linkable, Unset):
            linkable = UNSET
        elif isinstance(self.linkable, Linkable):
            linkable = self.linkable.to_dict()
        else:
            linkable = self.linkable

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "target_id": target_id,
            }
        )
        if profile is not UNSET:
            field_dict["profile"] = profile
        if linkable is not UNSET:
            field_dict["linkable"] = linkable

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.linkable import Linkable  # noqa: PLC0415
        from ..models.profile_summary import ProfileSummary  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_id(data: object) -> int | str:
            return cast(int | str, data)

        id = _parse_id(d.pop("id"))

        type_ = d.pop("type")

        def _parse_target_id(data: object) -> int | str:
            return cast(int | str, data)

        target_id = _parse_target_id(d.pop("target_id"))

        def _parse_profile(data: object) -> None | ProfileSummary | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                profile_type_0 = ProfileSummary.from_dict(data)

                return profile_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProfileSummary | Unset, data)

        profile = _parse_profile(d.pop("profile", UNSET))

        def _parse_linkable(data: object) -> Linkable | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                linkable_type_0 = Linkable.from_dict(data)

                return linkable_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Linkable | None | Unset, data)

        linkable = _parse_linkable(d.pop("linkable", UNSET))

        appointment_link = cls(
            id=id,
            type_=type_,
            target_id=target_id,
            profile=profile,
            linkable=linkable,
        )

        appointment_link.additional_properties = d
        return appointment_link

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
