"""The morph-alias rule: which record may be linked, and how its id is written. Nothing here knows HTTP.

Source: the vendor's payload description, "id format depends on the type (UUID for profile, integer for everything else)".
The whitelist is the generated enum, so an alias added to the spec needs no change here.
"""

from __future__ import annotations

import difflib
import operator
import uuid
from typing import SupportsIndex, TypeAlias, cast

from omneo_api.models import AppointmentLinkAction, MorphAlias
from omneo_api.models.morph_alias import MorphAliasLiteral

from ._errors import InvalidAppointmentIdError, InvalidTargetIdError, UnknownMorphAliasError

RecordId: TypeAlias = SupportsIndex | str
TargetId: TypeAlias = uuid.UUID | RecordId
Alias: TypeAlias = MorphAlias | MorphAliasLiteral | str  # the literal is what editors complete

ALIASES = {alias.value: alias for alias in MorphAlias}
LARGEST = 2**63 - 1
AN_INTEGER = f"an integer from 1 to {LARGEST}, or its plain digits"
A_UUID = "a UUID such as '6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10'"


def integer(value: object) -> int | None:
    """The value as an id from 1 to 2**63 - 1, or None where it isn't one: no bool, no float, no sign, blank or leading zero."""
    if isinstance(value, str):
        value = str.__str__(value)
        plain = value.isascii() and value.isdigit() and value[0] != "0" and len(value) <= len(str(LARGEST))
        number = int(value) if plain else 0
    elif isinstance(value, bool):
        return None
    else:
        try:
            number = operator.index(cast(SupportsIndex, value))
        except Exception:  # there is none, or it raises, which may be anything
            return None
    return number if 1 <= number <= LARGEST else None


def profile_uuid(value: object) -> str | None:
    """The value as a canonical UUID in lower case, or None where it isn't a UUID or its 8-4-4-4-12 form."""
    try:
        if isinstance(value, uuid.UUID):
            return uuid.UUID.__str__(value)
        if not isinstance(value, str):
            return None
        value = str.__str__(value)
        canonical = str(uuid.UUID(value))
    except (ValueError, AttributeError):  # not a UUID, or a half-built one
        return None
    return canonical if canonical == value.lower() else None


def morph_alias(value: object) -> MorphAlias:
    """The alias itself, or UnknownMorphAliasError."""
    name = str.__str__(value) if isinstance(value, str) else ""
    alias = ALIASES.get(name)
    if alias is None:
        near = difflib.get_close_matches(name.strip().lower(), ALIASES, n=1)
        raise UnknownMorphAliasError(value, allowed=sorted(ALIASES), suggestion=near[0] if near else None)
    return alias


def appointment_id(value: object) -> int:
    """The appointment's id as an integer, or InvalidAppointmentIdError."""
    number = integer(value)
    if number is None:
        raise InvalidAppointmentIdError(value, expected=AN_INTEGER)
    return number


def link_action(type: object, id: object) -> AppointmentLinkAction:
    """The request's body, or LinkTargetError. The id travels as a string whatever its form."""
    alias = morph_alias(type)
    if alias is MorphAlias.PROFILE:
        target, expected = profile_uuid(id), A_UUID
    else:
        number = integer(id)
        target, expected = None if number is None else str(number), AN_INTEGER
    if target is None:
        raise InvalidTargetIdError(id, alias=alias.value, expected=expected)
    return AppointmentLinkAction(type_=alias, id=target)
