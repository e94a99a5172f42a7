# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from enum import StrEnum


class MorphAlias(StrEnum):
    LIST = "list"
    PROFILE = "profile"

    def __str__(self) -> str:
        return str(self.value)
