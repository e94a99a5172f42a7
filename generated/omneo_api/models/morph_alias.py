# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from enum import StrEnum
from typing import Literal, TypeAlias


class MorphAlias(StrEnum):
    """The kind of record to link, by the alias that the server's whitelist knows it under."""

    LIST = "list"
    PROFILE = "profile"

    def __str__(self) -> str:
        return str(self.value)


MorphAliasLiteral: TypeAlias = Literal["list", "profile"]
