# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
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
class AppointmentLink(_Model):
    """One record that is linked to the appointment.

    Attributes:
        id (str | int): The id of the link's own row; unlinking does not use it.
        type_ (str): The alias of the linked record. Known so far: profile, list.
        target_id (str | int): The id of the linked record. Compare it as a string.
        profile (ProfileSummary | None): The linked profile in short, where the link is to one.
        linkable (Linkable | None): The linked record in short.
    """

    _schema: ClassVar[str] = "/components/schemas/AppointmentLink"
    _required: ClassVar[int] = 3
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "type": "type_",
        "target_id": "target_id",
        "profile": "profile",
        "linkable": "linkable",
    }
    _nested: ClassVar[frozenset[str]] = frozenset({"profile", "linkable"})

    id: str | int
    """The id of the link's own row; unlinking does not use it."""
    type_: str
    """The alias of the linked record. Known so far: profile, list."""
    target_id: str | int
    """The id of the linked record. Compare it as a string."""
    profile: ProfileSummary | None = None
    """The linked profile in short, where the link is to one."""
    linkable: Linkable | None = None
    """The linked record in short."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value_1 = source["id"]
            value_2 = source["type"]
            value_3 = source["target_id"]
            value_4 = source["profile"]
            value_5 = source["linkable"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if not (type(value_1) is str or type(value_1) is int):
            raise UnfitError("", "string or integer").below("id")
        self.id = value_1
        if not (type(value_2) is str):
            raise UnfitError("", "string").below("type")
        self.type_ = value_2
        if not (type(value_3) is str or type(value_3) is int):
            raise UnfitError("", "string or integer").below("target_id")
        self.target_id = value_3
        self.profile = None
        if type(value_4) is dict:
            try:
                self.profile = ProfileSummary._decode(value_4, found)
            except UnfitError as error:
                gaps = _set_aside(gaps, found, "profile", value_4, "ProfileSummary or null", error)
        elif value_4 is not None:
            gaps = _set_aside(gaps, found, "profile", value_4, "ProfileSummary or null")
        self.linkable = None
        if type(value_5) is dict:
            try:
                self.linkable = Linkable._decode(value_5, found)
            except UnfitError as error:
                gaps = _set_aside(gaps, found, "linkable", value_5, "Linkable or null", error)
        elif value_5 is not None:
            gaps = _set_aside(gaps, found, "linkable", value_5, "Linkable or null")
        extra = {} if gaps is None and len(source) == 5 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self


from ..models.linkable import Linkable  # noqa: E402
from ..models.profile_summary import ProfileSummary  # noqa: E402
