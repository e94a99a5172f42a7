# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
"""Contains endpoint functions for accessing the API"""
