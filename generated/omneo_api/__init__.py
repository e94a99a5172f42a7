# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
"""A client library for accessing Omneo"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
